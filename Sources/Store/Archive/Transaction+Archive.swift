public import Domain

extension ReadTransaction {
    /// A student's archive, the newest first, at most `limit` lines, from before the line `before` on.
    public func archive(
        of student: Identifier, in school: Identifier, upTo ceiling: Sensitivity,
        before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [ArchiveEntry] {
        try all(
            """
            SELECT at, id, kind, sensitivity, subject_id, author_id, summary_sealed
            FROM archive_entries
            WHERE school_id = $1 AND student_id = $2 AND sensitivity <= $3 AND (at < $4 OR (at = $4 AND id < $5))
            ORDER BY at DESC, id DESC LIMIT $6
            """,
            [
                .identifier(school), .identifier(student), .number(ceiling.rawValue),
                .integer(before?.at.milliseconds ?? .max), .identifier(before?.id ?? .installation), .number(limit),
            ]
        ) { row in
            let id = try row.identifier(1)
            let level: Int = try row.number(3)
            return ArchiveEntry(
                school: school, student: student, at: try row.timestamp(0), id: id, kind: try row.state(2),
                sensitivity: Sensitivity(rawValue: level) ?? .raw, subject: try row.optionalIdentifier(4),
                author: try row.optionalIdentifier(5),
                summary: String(
                    decoding: try open(try row.blob(6), .archiveSummary, row: id, owner: student), as: UTF8.self))
        }
    }
}

extension WriteTransaction {
    /// Adds a line; lines are never changed or taken away.
    public func append(_ entry: ArchiveEntry) throws {
        let summary = try seal(Array(entry.summary.utf8), .archiveSummary, row: entry.id, owner: entry.student)
        try execute(
            """
            INSERT INTO archive_entries (school_id, student_id, at, id, kind, sensitivity, subject_id, author_id,
                summary_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(entry.school), .identifier(entry.student), .time(entry.at), .identifier(entry.id),
                .state(entry.kind), .number(entry.sensitivity.rawValue), Value(entry.subject), Value(entry.author),
                .blob(summary),
            ])
    }
}
