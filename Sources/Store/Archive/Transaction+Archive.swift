public import Domain

extension ReadTransaction {
    /// A student's archive, the newest first, at most `limit` lines, from before the line `before` on.
    ///
    /// - Parameter from: the first moment that counts.
    public func archive(
        of student: Identifier, in school: Identifier, upTo ceiling: Sensitivity, from: Timestamp? = nil,
        before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [ArchiveEntry] {
        try all(
            """
            SELECT school_id, student_id, at, id, kind, sensitivity, subject_id, author_id, summary_sealed
            FROM archive_entries
            WHERE school_id = $1 AND student_id = $2 AND sensitivity <= $3 AND (at < $4 OR (at = $4 AND id < $5))
                AND at >= $7
            ORDER BY at DESC, id DESC LIMIT $6
            """,
            [
                .identifier(school), .identifier(student), .number(ceiling.rawValue),
                .integer(before?.at.milliseconds ?? .max), .identifier(before?.id ?? .installation), .number(limit),
                .integer(from?.milliseconds ?? .min),
            ], archiveEntry)
    }

    /// The same of some kinds alone.
    public func archive(
        of student: Identifier, _ kinds: some Collection<ArchiveKind>, upTo ceiling: Sensitivity,
        from: Timestamp? = nil, before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [ArchiveEntry] {
        // Each kind by its own index; what is opened for nothing is little, as pages are.
        let lists = try kinds.map { kind in
            try all(
                """
                SELECT school_id, student_id, at, id, kind, sensitivity, subject_id, author_id, summary_sealed
                FROM archive_entries
                WHERE student_id = $1 AND kind = $2 AND sensitivity <= $3 AND (at < $4 OR (at = $4 AND id < $5))
                    AND at >= $7
                ORDER BY at DESC, id DESC LIMIT $6
                """,
                [
                    .identifier(student), .state(kind), .number(ceiling.rawValue),
                    .integer(before?.at.milliseconds ?? .max), .identifier(before?.id ?? .installation),
                    .number(limit), .integer(from?.milliseconds ?? .min),
                ], archiveEntry)
        }
        return Array(lists.joined().sorted { ($0.at, $0.id) > ($1.at, $1.id) }.prefix(limit))
    }

    /// How many lines of each kind a student's archive has, as far as somebody may see them.
    public func archiveCounts(
        of student: Identifier, upTo ceiling: Sensitivity
    ) throws -> [ArchiveKind: Int] {
        var counts: [ArchiveKind: Int] = [:]
        try query(
            "SELECT kind, count(*) FROM archive_entries WHERE student_id = $1 AND sensitivity <= $2 GROUP BY kind",
            [.identifier(student), .number(ceiling.rawValue)]
        ) { row in
            let (kind, count): (ArchiveKind, Int) = (try row.state(0), try row.number(1))
            counts[kind] = count
        }
        return counts
    }

    private func archiveEntry(_ row: borrowing Row) throws -> ArchiveEntry {
        let (student, id) = (try row.identifier(1), try row.identifier(3))
        let level: Int = try row.number(5)
        return ArchiveEntry(
            school: try row.identifier(0), student: student, at: try row.timestamp(2), id: id, kind: try row.state(4),
            sensitivity: Sensitivity(rawValue: level) ?? .raw, subject: try row.optionalIdentifier(6),
            author: try row.optionalIdentifier(7),
            summary: String(
                decoding: try open(try row.blob(8), .archiveSummary, row: id, owner: student), as: UTF8.self))
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
