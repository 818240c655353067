public import Domain

extension ReadTransaction {
    public func grant(_ id: Identifier) throws -> GrantRecord? {
        try first(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants WHERE id = $1
            """, [.identifier(id)], grant)
    }

    /// All grants that an account ever had or asked for, by age.
    public func grants(of account: Identifier) throws -> [GrantRecord] {
        try all(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants WHERE account_id = $1 ORDER BY requested_at, id
            """, [.identifier(account)], grant)
    }

    /// The grants that open something for the account at `moment`.
    public func grantsInForce(of account: Identifier, at moment: Timestamp) throws -> [GrantRecord] {
        try all(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants
            WHERE account_id = $1 AND state = 'approved' AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
            ORDER BY requested_at, id
            """, [.identifier(account), .time(moment)], grant)
    }

    /// Who has a role right in this scope at `moment`, by the age of the request.
    public func grantsInForce(
        inScope scope: Identifier, role: Role, at moment: Timestamp
    ) throws -> [GrantRecord] {
        try all(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants
            WHERE scope_id = $1 AND role = $2 AND state = 'approved' AND starts_at <= $3
                AND (ends_at IS NULL OR ends_at > $3)
            ORDER BY requested_at, id
            """, [.identifier(scope), .state(role), .time(moment)], grant)
    }

    /// At most `limit` grants in a state, by the age of the request.
    public func grants(in state: GrantRecord.State, limit: Int) throws -> [GrantRecord] {
        try all(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants WHERE state = $1 ORDER BY requested_at, id LIMIT $2
            """, [.state(state), .number(limit)], grant)
    }

    /// At most `limit` grants in a state, or in any, by id, after `after`.
    public func grants(
        in state: GrantRecord.State?, after: Identifier = .installation, limit: Int
    ) throws -> [GrantRecord] {
        try all(
            """
            SELECT id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by, requested_at,
                decided_by, decided_at, reason_sealed
            FROM grants WHERE id > $1 AND ($2 IS NULL OR state = $2) ORDER BY id LIMIT $3
            """, [.identifier(after), Value(state?.rawValue), .number(limit)], grant)
    }

    private func grant(_ row: borrowing Row) throws -> GrantRecord {
        let id = try row.identifier(0)
        let account = try row.identifier(1)
        let reason = try row.optionalBlob(12).map { sealed in
            String(decoding: try open(sealed, .grantReason, row: id, owner: account), as: UTF8.self)
        }
        return GrantRecord(
            id: id, account: account, role: try row.state(2), scopeKind: try row.text(3),
            scope: try row.identifier(4), startsAt: try row.timestamp(5), endsAt: try row.optionalTimestamp(6),
            state: try row.state(7), requestedBy: try row.identifier(8), requestedAt: try row.timestamp(9),
            decidedBy: try row.optionalIdentifier(10), decidedAt: try row.optionalTimestamp(11), reason: reason)
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.foreignKey, …)` if the account is not there.
    public func insert(_ grant: GrantRecord) throws {
        try execute(
            """
            INSERT INTO grants (id, account_id, role, scope_kind, scope_id, starts_at, ends_at, state, requested_by,
                requested_at, decided_by, decided_at, reason_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .identifier(grant.id), .identifier(grant.account), .state(grant.role), .text(grant.scopeKind),
                .identifier(grant.scope), .time(grant.startsAt), Value(grant.endsAt), .state(grant.state),
                .identifier(grant.requestedBy), .time(grant.requestedAt), Value(grant.decidedBy),
                Value(grant.decidedAt), Value(try sealedReason(of: grant)),
            ])
    }

    /// Stores a decision, if the grant is still in the state `expected`: of two who decide at once, one is told.
    ///
    /// - Returns: whether it was.
    public func decide(_ grant: GrantRecord, expected: GrantRecord.State) throws -> Bool {
        try execute(
            """
            UPDATE grants
            SET state = $3, ends_at = $4, decided_by = $5, decided_at = $6, reason_sealed = $7
            WHERE id = $1 AND state = $2
            """,
            [
                .identifier(grant.id), .state(expected), .state(grant.state), Value(grant.endsAt),
                Value(grant.decidedBy), Value(grant.decidedAt), Value(try sealedReason(of: grant)),
            ]) == 1
    }

    private func sealedReason(of grant: GrantRecord) throws -> [UInt8]? {
        try grant.reason.map { reason in
            try seal(Array(reason.utf8), .grantReason, row: grant.id, owner: grant.account)
        }
    }
}
