extension ReadTransaction {
    /// At most `limit` of the records in `positions` that fit `filter`, the newest first.
    ///
    /// Those of one subject are found by an index; any others by looking through `positions`, so give it an end.
    public func newestAuditRecords(
        matching filter: AuditFilter, in positions: Range<Int64>, limit: Int
    ) throws -> [AuditRow] {
        let arguments: [Value] = [
            Value(filter.actor), Value(filter.from), Value(filter.until), .integer(positions.lowerBound),
            .integer(positions.upperBound), .number(limit),
        ]
        guard let subject = filter.subject else {
            return try all(
                """
                SELECT position, at, actor, subject, record FROM audit_records
                WHERE ($1 IS NULL OR actor = $1) AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3)
                    AND position >= $4 AND position < $5
                ORDER BY position DESC LIMIT $6
                """, arguments, auditRow)
        }
        return try all(
            """
            SELECT position, at, actor, subject, record FROM audit_records
            WHERE ($1 IS NULL OR actor = $1) AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3)
                AND position >= $4 AND position < $5 AND subject = $7
            ORDER BY position DESC LIMIT $6
            """, arguments + [.identifier(subject)], auditRow)
    }
}
