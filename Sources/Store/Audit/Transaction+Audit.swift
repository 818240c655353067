extension ReadTransaction {
    /// The records of a range of positions, in order, each lent to `body` without being kept: for export and check.
    public func auditRecords(
        in positions: Range<Int64>, _ body: (AuditRow) throws -> Void
    ) throws {
        try query(
            """
            SELECT position, at, actor, subject, record FROM audit_records
            WHERE position >= $1 AND position < $2 ORDER BY position
            """, [.integer(positions.lowerBound), .integer(positions.upperBound)]
        ) { row in try body(try auditRow(row)) }
    }

    /// At most `limit` records that fit `filter`, in order, from `position` on.
    public func auditRecords(
        matching filter: AuditFilter, from position: Int64 = 0, limit: Int
    ) throws -> [AuditRow] {
        let range: [Value] = [
            Value(filter.actor), Value(filter.from), Value(filter.until), .integer(position), .number(limit),
        ]
        guard let subject = filter.subject else {
            return try all(
                """
                SELECT position, at, actor, subject, record FROM audit_records
                WHERE ($1 IS NULL OR actor = $1) AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3)
                    AND position >= $4
                ORDER BY position LIMIT $5
                """, range, auditRow)
        }
        return try all(
            """
            SELECT position, at, actor, subject, record FROM audit_records
            WHERE ($1 IS NULL OR actor = $1) AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3)
                AND position >= $4 AND subject = $6
            ORDER BY position LIMIT $5
            """, range + [.identifier(subject)], auditRow)
    }

    /// Nothing before the first record.
    public func auditHead() throws -> AuditHeadRow? {
        try first("SELECT size, root, frontier FROM audit_head WHERE only = 1") { row in
            AuditHeadRow(size: try row.integer(0), root: try row.blob(1), frontier: try row.blob(2))
        }
    }

    /// The position after the last record, 0 if there is none.
    public func nextAuditPosition() throws -> Int64 {
        try first("SELECT position FROM audit_records ORDER BY position DESC LIMIT 1") { row in
            try row.integer(0) + 1
        } ?? 0
    }

    /// At most `limit` checkpoints, the newest first.
    public func auditCheckpoints(limit: Int) throws -> [AuditCheckpointRow] {
        try all("SELECT size, note, at FROM audit_checkpoints ORDER BY size DESC LIMIT $1", [.number(limit)]) { row in
            AuditCheckpointRow(size: try row.integer(0), note: try row.text(1), at: try row.timestamp(2))
        }
    }

    func auditRow(_ row: borrowing Row) throws -> AuditRow {
        AuditRow(
            position: try row.integer(0), at: try row.timestamp(1), actor: try row.identifier(2),
            subject: try row.optionalIdentifier(3), record: try row.blob(4))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the position is taken.
    public func insert(_ row: AuditRow) throws {
        try execute(
            "INSERT INTO audit_records (position, at, actor, subject, record) VALUES ($1, $2, $3, $4, $5)",
            [
                .integer(row.position), .time(row.at), .identifier(row.actor), Value(row.subject),
                .blob(row.record),
            ])
    }

    public func setAuditHead(_ head: AuditHeadRow) throws {
        try execute(
            """
            INSERT INTO audit_head (only, size, root, frontier) VALUES (1, $1, $2, $3)
            ON CONFLICT (only) DO UPDATE SET size = $1, root = $2, frontier = $3
            """, [.integer(head.size), .blob(head.root), .blob(head.frontier)])
    }

    public func insert(_ checkpoint: AuditCheckpointRow) throws {
        try execute(
            "INSERT INTO audit_checkpoints (size, note, at) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING",
            [.integer(checkpoint.size), .text(checkpoint.note), .time(checkpoint.at)])
    }
}
