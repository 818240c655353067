public import Domain

extension ReadTransaction {
    public func networkDuty(_ id: Identifier) throws -> NetworkDutyRecord? {
        try first(
            """
            SELECT school_id, id, unit_id, account_id, part, starts_at, ends_at, assigned_by, assigned_at
            FROM network_duties WHERE id = $1
            """, [.identifier(id)], duty)
    }

    /// Who is named for a unit now or later: the responsible before deputies, by the beginning.
    public func networkDuties(ofUnit unit: Identifier, notEndedAt moment: Timestamp) throws -> [NetworkDutyRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, account_id, part, starts_at, ends_at, assigned_by, assigned_at
            FROM network_duties WHERE unit_id = $1 AND (ends_at IS NULL OR ends_at > $2)
            ORDER BY part DESC, starts_at, id
            """, [.identifier(unit), .time(moment)], duty)
    }

    /// For which units of the network a person stands now.
    public func networkDuties(ofAccount account: Identifier, at moment: Timestamp) throws -> [NetworkDutyRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, account_id, part, starts_at, ends_at, assigned_by, assigned_at
            FROM network_duties
            WHERE account_id = $1 AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2) ORDER BY starts_at, id
            """, [.identifier(account), .time(moment)], duty)
    }

    /// Whether an account works, without opening its profile; nothing for one that is not there.
    public func accountState(_ account: Identifier) throws -> AccountRecord.State? {
        try first("SELECT state FROM accounts WHERE id = $1", [.identifier(account)]) { row in try row.state(0) }
    }

    /// Where an account has a role at `moment`, without the reasons that were given.
    public func rolesInForce(
        of account: Identifier, at moment: Timestamp
    ) throws -> [(role: Role, scopeKind: String, scope: Identifier)] {
        try all(
            """
            SELECT role, scope_kind, scope_id FROM grants
            WHERE account_id = $1 AND state = 'approved' AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
            """, [.identifier(account), .time(moment)]
        ) { row in (try row.state(0), try row.text(1), try row.identifier(2)) }
    }

    /// Who has a role in exactly this unit at `moment` and an account that works, by the age of the grant.
    public func holders(of role: Role, inUnit unit: Identifier, at moment: Timestamp) throws -> [Identifier] {
        try all(
            """
            SELECT g.account_id FROM grants g JOIN accounts a ON a.id = g.account_id
            WHERE g.scope_id = $1 AND g.role = $2 AND g.scope_kind = 'unit' AND g.state = 'approved'
                AND g.starts_at <= $3 AND (g.ends_at IS NULL OR g.ends_at > $3) AND a.state = 'active'
            GROUP BY g.account_id ORDER BY min(g.requested_at), g.account_id
            """, [.identifier(unit), .state(role), .time(moment)]
        ) { row in try row.identifier(0) }
    }

    private func duty(_ row: borrowing Row) throws -> NetworkDutyRecord {
        NetworkDutyRecord(
            school: try row.identifier(0), id: try row.identifier(1), unit: try row.identifier(2),
            account: try row.identifier(3), part: try row.state(4), startsAt: try row.timestamp(5),
            endsAt: try row.optionalTimestamp(6), assignedBy: try row.identifier(7), assignedAt: try row.timestamp(8))
    }
}

extension WriteTransaction {
    public func insert(_ duty: NetworkDutyRecord) throws {
        try execute(
            """
            INSERT INTO network_duties (school_id, id, unit_id, account_id, part, starts_at, ends_at, assigned_by,
                assigned_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(duty.school), .identifier(duty.id), .identifier(duty.unit), .identifier(duty.account),
                .state(duty.part), .time(duty.startsAt), Value(duty.endsAt), .identifier(duty.assignedBy),
                .time(duty.assignedAt),
            ])
    }

    /// Stores when a duty ends.
    public func end(_ duty: NetworkDutyRecord) throws {
        try execute(
            "UPDATE network_duties SET ends_at = $3 WHERE school_id = $1 AND id = $2",
            [.identifier(duty.school), .identifier(duty.id), Value(duty.endsAt)])
    }
}
