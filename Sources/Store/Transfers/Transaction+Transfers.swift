public import Domain

extension ReadTransaction {
    /// Since when the archive of a student may only be read, because another school has signed for it.
    public func readOnlySince(_ student: Identifier) throws -> Timestamp? {
        try first(
            """
            SELECT acknowledged_at FROM transfers
            WHERE student_id = $1 AND state IN ('acknowledged', 'expired') LIMIT 1
            """, [.identifier(student)]
        ) { row in try row.timestamp(0) }
    }

    /// The newest first.
    public func transfers(ofStudent student: Identifier) throws -> [TransferRecord] {
        try all(
            """
            SELECT school_id, id, student_id, partner_id, state, parcel_hash, sealed_by, sealed_at, receipt,
                acknowledged_by, acknowledged_at, closed_at
            FROM transfers WHERE student_id = $1 ORDER BY sealed_at DESC, id DESC
            """, [.identifier(student)], transfer)
    }

    /// Those of a school, the newest first, from before the place `before` on.
    public func transfers(
        ofSchool school: Identifier, before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [TransferRecord] {
        try all(
            """
            SELECT school_id, id, student_id, partner_id, state, parcel_hash, sealed_by, sealed_at, receipt,
                acknowledged_by, acknowledged_at, closed_at
            FROM transfers
            WHERE school_id = $1 AND (sealed_at < $2 OR (sealed_at = $2 AND id < $3))
            ORDER BY sealed_at DESC, id DESC LIMIT $4
            """,
            [
                .identifier(school), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ], transfer)
    }

    private func transfer(_ row: borrowing Row) throws -> TransferRecord {
        TransferRecord(
            school: try row.identifier(0), id: try row.identifier(1), student: try row.identifier(2),
            partner: try row.identifier(3), state: try row.state(4), parcelHash: try row.blob(5),
            sealedBy: try row.identifier(6), sealedAt: try row.timestamp(7), receipt: try row.optionalText(8),
            acknowledgedBy: try row.optionalIdentifier(9), acknowledgedAt: try row.optionalTimestamp(10),
            closedAt: try row.optionalTimestamp(11))
    }
}

extension WriteTransaction {
    public func insert(_ transfer: TransferRecord) throws {
        try execute(
            """
            INSERT INTO transfers (school_id, id, student_id, partner_id, state, parcel_hash, sealed_by, sealed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(transfer.school), .identifier(transfer.id), .identifier(transfer.student),
                .identifier(transfer.partner), .state(transfer.state), .blob(transfer.parcelHash),
                .identifier(transfer.sealedBy), .time(transfer.sealedAt),
            ])
    }

    /// Stores a changed state with what came with it.
    public func update(_ transfer: TransferRecord) throws {
        try execute(
            """
            UPDATE transfers SET state = $3, receipt = $4, acknowledged_by = $5, acknowledged_at = $6, closed_at = $7
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(transfer.school), .identifier(transfer.id), .state(transfer.state),
                Value(transfer.receipt), Value(transfer.acknowledgedBy), Value(transfer.acknowledgedAt),
                Value(transfer.closedAt),
            ])
    }

    /// Ends what would go on by itself for a student who has gone to another school: nobody is to be told any more.
    public func endClocks(of student: Identifier, in school: Identifier) throws {
        try execute(
            "DELETE FROM warning_hops WHERE school_id = $1 AND student_id = $2",
            [.identifier(school), .identifier(student)])
    }
}
