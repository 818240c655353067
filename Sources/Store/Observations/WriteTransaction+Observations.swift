public import Domain

extension WriteTransaction {
    /// Stores what somebody saw in daily life.
    public func insertObservation(
        _ id: Identifier, of student: Identifier, in school: Identifier, by author: Identifier, at moment: Timestamp,
        text: String
    ) throws {
        let sealed = try seal(Array(text.utf8), .observationText, row: id, owner: student)
        try execute(
            """
            INSERT INTO observations (school_id, id, student_id, author_id, at, text_sealed)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(school), .identifier(id), .identifier(student), .identifier(author), .time(moment),
                .blob(sealed),
            ])
    }
}
