public import Domain

extension ReadTransaction {
    /// Who can be a mentor in a school, by account.
    public func mentors(ofSchool school: Identifier) throws -> [MentorRecord] {
        try all(
            """
            SELECT account_id, unit_id, most_mentees, training, enlisted_by, enlisted_at FROM mentors
            WHERE school_id = $1 AND released_at IS NULL ORDER BY account_id
            """, [.identifier(school)]
        ) { row in
            let most: Int = try row.number(2)
            return MentorRecord(
                school: school, account: try row.identifier(0), unit: try row.identifier(1),
                mostMentees: most == 0 ? nil : most, training: try row.state(3), enlistedBy: try row.identifier(4),
                enlistedAt: try row.timestamp(5))
        }
    }

    /// What a school has settled; nothing where it has not.
    public func mentoringRequirements(ofSchool school: Identifier) throws -> MentoringRequirements? {
        try first(
            """
            SELECT every_seconds, in_person_every_seconds, forms, topics, topic_seconds, most_mentees
            FROM mentoring_requirements WHERE school_id = $1
            """, [.identifier(school)]
        ) { row in
            MentoringRequirements(
                every: TimeSpan(seconds: try row.number(0)), inPersonEvery: TimeSpan(seconds: try row.number(1)),
                forms: try row.text(2).split(separator: " ").compactMap { ContactForm(rawValue: String($0)) },
                topics: try row.text(3).split(separator: " ").compactMap { ContactTopic(rawValue: String($0)) },
                topicEvery: TimeSpan(seconds: try row.number(4)), mostMentees: try row.number(5))
        }
    }
}

extension WriteTransaction {
    /// Stores a mentor, new or changed.
    public func set(_ mentor: MentorRecord) throws {
        try execute(
            """
            INSERT INTO mentors (school_id, account_id, unit_id, most_mentees, training, enlisted_by, enlisted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (school_id, account_id) DO UPDATE
            SET unit_id = $3, most_mentees = $4, training = $5, enlisted_by = $6, enlisted_at = $7,
                released_at = NULL
            """,
            [
                .identifier(mentor.school), .identifier(mentor.account), .identifier(mentor.unit),
                .number(mentor.mostMentees ?? 0), .state(mentor.training), .identifier(mentor.enlistedBy),
                .time(mentor.enlistedAt),
            ])
    }

    public func releaseMentor(_ account: Identifier, in school: Identifier, at moment: Timestamp) throws {
        try execute(
            "UPDATE mentors SET released_at = $3 WHERE school_id = $1 AND account_id = $2 AND released_at IS NULL",
            [.identifier(school), .identifier(account), .time(moment)])
    }

    public func set(
        _ requirements: MentoringRequirements, ofSchool school: Identifier, by author: Identifier,
        at moment: Timestamp
    ) throws {
        try execute(
            """
            INSERT INTO mentoring_requirements (school_id, every_seconds, in_person_every_seconds, forms, topics,
                topic_seconds, most_mentees, set_by, set_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (school_id) DO UPDATE
            SET every_seconds = $2, in_person_every_seconds = $3, forms = $4, topics = $5, topic_seconds = $6,
                most_mentees = $7, set_by = $8, set_at = $9
            """,
            [
                .identifier(school), .number(requirements.every.seconds), .number(requirements.inPersonEvery.seconds),
                .text(requirements.forms.map(\.rawValue).joined(separator: " ")),
                .text(requirements.topics.map(\.rawValue).joined(separator: " ")),
                .number(requirements.topicEvery.seconds), .number(requirements.mostMentees), .identifier(author),
                .time(moment),
            ])
    }
}
