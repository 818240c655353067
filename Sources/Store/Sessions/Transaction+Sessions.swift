public import Domain

extension ReadTransaction {
    /// The session of a token, revoked and expired ones too.
    public func session(tokenHash: [UInt8]) throws -> SessionRecord? {
        try first(
            """
            SELECT token_hash, account_id, created_at, used_at, expires_at, revoked_at
            FROM sessions WHERE token_hash = $1
            """, [.blob(tokenHash)], session)
    }

    /// The sessions of an account that are neither revoked nor past `moment`, by age.
    public func openSessions(of account: Identifier, at moment: Timestamp) throws -> [SessionRecord] {
        try all(
            """
            SELECT token_hash, account_id, created_at, used_at, expires_at, revoked_at
            FROM sessions WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at
            """, [.identifier(account), .time(moment)], session)
    }

    /// Every session that is neither revoked nor past `moment`: what is to be known again after a restart.
    public func openSessions(at moment: Timestamp) throws -> [SessionRecord] {
        try all(
            """
            SELECT token_hash, account_id, created_at, used_at, expires_at, revoked_at
            FROM sessions WHERE revoked_at IS NULL AND expires_at > $1 ORDER BY created_at
            """, [.time(moment)], session)
    }

    private func session(_ row: borrowing Row) throws -> SessionRecord {
        SessionRecord(
            tokenHash: try row.blob(0), account: try row.identifier(1), createdAt: try row.timestamp(2),
            usedAt: try row.timestamp(3), expiresAt: try row.timestamp(4), revokedAt: try row.optionalTimestamp(5))
    }
}

extension WriteTransaction {
    public func insert(_ session: SessionRecord) throws {
        try execute(
            """
            INSERT INTO sessions (token_hash, account_id, created_at, used_at, expires_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .blob(session.tokenHash), .identifier(session.account), .time(session.createdAt),
                .time(session.usedAt), .time(session.expiresAt), Value(session.revokedAt),
            ])
    }

    /// Moves the time of last use forward, never back.
    public func touchSession(tokenHash: [UInt8], at moment: Timestamp) throws {
        try execute(
            "UPDATE sessions SET used_at = $2 WHERE token_hash = $1 AND used_at < $2",
            [.blob(tokenHash), .time(moment)])
    }

    /// - Returns: whether the session was there and not revoked yet.
    @discardableResult
    public func revokeSession(tokenHash: [UInt8], at moment: Timestamp) throws -> Bool {
        try execute(
            "UPDATE sessions SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL",
            [.blob(tokenHash), .time(moment)]) == 1
    }

    /// - Returns: how many sessions that ended.
    @discardableResult
    public func revokeSessions(of account: Identifier, at moment: Timestamp) throws -> Int {
        try execute(
            "UPDATE sessions SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL",
            [.identifier(account), .time(moment)])
    }

    /// Ends the account's sessions, except the one with this token.
    ///
    /// - Returns: how many sessions that ended.
    @discardableResult
    public func revokeSessions(of account: Identifier, except tokenHash: [UInt8], at moment: Timestamp) throws -> Int {
        try execute(
            """
            UPDATE sessions SET revoked_at = $3 WHERE account_id = $1 AND token_hash <> $2 AND revoked_at IS NULL
            """, [.identifier(account), .blob(tokenHash), .time(moment)])
    }

    /// Deletes what expired before `moment`.
    @discardableResult
    public func deleteSessions(expiredBefore moment: Timestamp) throws -> Int {
        try execute("DELETE FROM sessions WHERE expires_at < $1", [.time(moment)])
    }
}
