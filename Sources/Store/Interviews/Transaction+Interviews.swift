public import Domain

extension ReadTransaction {
    /// The newest interview about a warning.
    public func interview(ofWarning warning: Identifier, in school: Identifier) throws -> InterviewRecord? {
        try first(
            """
            SELECT id, student_id, counsellor_id, held_at, notes_sealed, level
            FROM interviews WHERE school_id = $1 AND warning_id = $2 ORDER BY held_at DESC LIMIT 1
            """, [.identifier(school), .identifier(warning)]
        ) { row in
            let id = try row.identifier(0)
            let student = try row.identifier(1)
            return InterviewRecord(
                school: school, id: id, student: student, warning: warning, counsellor: try row.identifier(2),
                heldAt: try row.timestamp(3),
                notes: String(
                    decoding: try open(try row.blob(4), .interviewNotes, row: id, owner: student), as: UTF8.self),
                level: try row.optionalState(5))
        }
    }
}

extension WriteTransaction {
    public func insert(_ interview: InterviewRecord) throws {
        let notes = try seal(Array(interview.notes.utf8), .interviewNotes, row: interview.id, owner: interview.student)
        try execute(
            """
            INSERT INTO interviews (school_id, id, student_id, warning_id, counsellor_id, held_at, notes_sealed, level)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(interview.school), .identifier(interview.id), .identifier(interview.student),
                Value(interview.warning), .identifier(interview.counsellor), .time(interview.heldAt), .blob(notes),
                Value(interview.level?.rawValue),
            ])
    }
}
