public import Domain

/// A student who is enrolled and has no mentor.
public struct StudentWithoutMentor: Sendable, Equatable {
    public let place: StudentPlace
    public let enrolledAt: Timestamp
}

extension ReadTransaction {
    public func mentorship(_ id: Identifier) throws -> MentorshipRecord? {
        try first(
            """
            SELECT school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since, contact_due_at,
                last_contact_at, ended_at
            FROM mentorships WHERE id = $1
            """, [.identifier(id)], mentorship)
    }

    /// The student's mentorship that has not ended.
    public func openMentorship(ofStudent student: Identifier) throws -> MentorshipRecord? {
        try first(
            """
            SELECT school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since, contact_due_at,
                last_contact_at, ended_at
            FROM mentorships WHERE student_id = $1 AND ended_at IS NULL LIMIT 1
            """, [.identifier(student)], mentorship)
    }

    /// Those of a mentor that have not ended, the first contact due first.
    public func openMentorships(ofMentor mentor: Identifier) throws -> [MentorshipRecord] {
        try all(
            """
            SELECT school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since, contact_due_at,
                last_contact_at, ended_at
            FROM mentorships WHERE mentor_id = $1 AND ended_at IS NULL ORDER BY contact_due_at, id
            """, [.identifier(mentor)], mentorship)
    }

    /// All of a school that have not ended, by id.
    public func openMentorships(ofSchool school: Identifier) throws -> [MentorshipRecord] {
        try all(
            """
            SELECT school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since, contact_due_at,
                last_contact_at, ended_at
            FROM mentorships WHERE school_id = $1 AND ended_at IS NULL ORDER BY id
            """, [.identifier(school)], mentorship)
    }

    /// Those that have not ended though their student has left, in all schools.
    public func mentorshipsOfLeavers(limit: Int) throws -> [MentorshipRecord] {
        try all(
            """
            SELECT m.school_id, m.id, m.student_id, m.mentor_id, m.grant_id, m.reasons_sealed, m.assigned_by, m.since,
                m.contact_due_at, m.last_contact_at, m.ended_at
            FROM mentorships m JOIN students s ON s.school_id = m.school_id AND s.id = m.student_id
            WHERE m.ended_at IS NULL AND s.state IN ('left', 'transferred') LIMIT $1
            """, [.number(limit)], mentorship)
    }

    /// Who of a school is enrolled and has no mentor, by id.
    public func studentsWithoutMentor(ofSchool school: Identifier) throws -> [StudentWithoutMentor] {
        try all(
            """
            SELECT s.id, s.class_id, s.dorm_id, s.enrolled_at FROM students s
            WHERE s.school_id = $1 AND s.state = 'enrolled' AND NOT EXISTS (
                SELECT 1 FROM mentorships m
                WHERE m.school_id = s.school_id AND m.student_id = s.id AND m.ended_at IS NULL)
            ORDER BY s.id
            """, [.identifier(school)]
        ) { row in
            StudentWithoutMentor(
                place: StudentPlace(
                    studentID: try row.identifier(0), schoolID: school, classID: try row.optionalIdentifier(1),
                    dormID: try row.optionalIdentifier(2)),
                enrolledAt: try row.timestamp(3))
        }
    }

    private func mentorship(_ row: borrowing Row) throws -> MentorshipRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        let reasons = try openUnlessErased(try row.blob(5), .mentorshipReasons, row: id, owner: student)
        return MentorshipRecord(
            school: try row.identifier(0), id: id, student: student, mentor: try row.identifier(3),
            grant: try row.identifier(4),
            reasons: try reasons.map(MentorshipRecord.Reasons.init) ?? .init(assigned: ""),
            assignedBy: try row.identifier(6), since: try row.timestamp(7), contactDueAt: try row.timestamp(8),
            lastContactAt: try row.optionalTimestamp(9), endedAt: try row.optionalTimestamp(10))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the student has a mentor.
    public func insert(_ mentorship: MentorshipRecord) throws {
        try execute(
            """
            INSERT INTO mentorships (school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since,
                contact_due_at, last_contact_at, ended_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(mentorship.school), .identifier(mentorship.id), .identifier(mentorship.student),
                .identifier(mentorship.mentor), .identifier(mentorship.grant), .blob(try sealedReasons(mentorship)),
                .identifier(mentorship.assignedBy), .time(mentorship.since), .time(mentorship.contactDueAt),
                Value(mentorship.lastContactAt), Value(mentorship.endedAt),
            ])
    }

    public func update(_ mentorship: MentorshipRecord) throws {
        try execute(
            """
            UPDATE mentorships SET reasons_sealed = $3, contact_due_at = $4, last_contact_at = $5, ended_at = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(mentorship.school), .identifier(mentorship.id), .blob(try sealedReasons(mentorship)),
                .time(mentorship.contactDueAt), Value(mentorship.lastContactAt), Value(mentorship.endedAt),
            ])
    }

    /// Takes back the role of a mentorship, unless somebody did before.
    public func revokeMentorGrant(_ id: Identifier, by account: Identifier, at moment: Timestamp) throws {
        guard var grant = try grant(id), grant.state == .approved || grant.state == .requested else { return }
        let former = grant.state
        grant.state = .revoked
        grant.decidedBy = account
        grant.decidedAt = moment
        _ = try decide(grant, expected: former)
    }

    private func sealedReasons(_ mentorship: MentorshipRecord) throws -> [UInt8] {
        try seal(mentorship.reasons.fields, .mentorshipReasons, row: mentorship.id, owner: mentorship.student)
    }
}
