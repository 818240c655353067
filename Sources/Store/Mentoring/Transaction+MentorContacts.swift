public import Domain

extension ReadTransaction {
    /// The contacts with a student, the newest first, from before the place `before` on; of one mentor only, if one is
    /// given.
    public func mentorContacts(
        ofStudent student: Identifier, by mentor: Identifier?, before: (at: Timestamp, id: Identifier)?, limit: Int
    ) throws -> [MentorContactRecord] {
        try all(
            """
            SELECT school_id, id, mentorship_id, student_id, mentor_id, form, contacted_at, content_sealed
            FROM mentor_contacts
            WHERE student_id = $1 AND ($2 IS NULL OR mentor_id = $2)
                AND (contacted_at < $3 OR (contacted_at = $3 AND id < $4))
            ORDER BY contacted_at DESC, id DESC LIMIT $5
            """,
            [
                .identifier(student), Value(mentor), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ]
        ) { row in try mentorContact(row) }
    }

    /// Of one mentorship, as compliance is worked out of them.
    public func contacts(of mentorship: MentorshipRecord) throws -> [ContactCompliance.Contact] {
        try all(
            """
            SELECT school_id, id, mentorship_id, student_id, mentor_id, form, contacted_at, content_sealed
            FROM mentor_contacts WHERE school_id = $1 AND mentorship_id = $2
            """, [.identifier(mentorship.school), .identifier(mentorship.id)]
        ) { row in
            let contact = try mentorContact(row)
            return ContactCompliance.Contact(at: contact.contactedAt, form: contact.form, topics: Set(contact.topics))
        }
    }

    private func mentorContact(_ row: borrowing Row) throws -> MentorContactRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(3))
        let fields = try FieldDecoder(try open(try row.blob(7), .mentorContactContent, row: id, owner: student))
        return MentorContactRecord(
            school: try row.identifier(0), id: id, mentorship: try row.identifier(2), student: student,
            mentor: try row.identifier(4), form: try row.state(5), contactedAt: try row.timestamp(6),
            topics: try fields.texts(2).compactMap(ContactTopic.init), content: try fields.text(1))
    }
}

extension WriteTransaction {
    public func insert(_ contact: MentorContactRecord) throws {
        var fields = FieldEncoder()
        fields.put(1, contact.content)
        fields.put(2, contact.topics.map(\.rawValue))
        let content = try seal(fields.bytes, .mentorContactContent, row: contact.id, owner: contact.student)
        try execute(
            """
            INSERT INTO mentor_contacts (school_id, id, mentorship_id, student_id, mentor_id, form, contacted_at,
                content_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(contact.school), .identifier(contact.id), .identifier(contact.mentorship),
                .identifier(contact.student), .identifier(contact.mentor), .state(contact.form),
                .time(contact.contactedAt), .blob(content),
            ])
    }
}
