public import Domain

extension ReadTransaction {
    public func account(_ id: Identifier) throws -> AccountRecord? {
        try first(
            """
            SELECT id, login_index, profile_sealed, password_hash, state, failures, locked_until, student_id,
                created_at, created_by, unit_id, password_origin
            FROM accounts WHERE id = $1
            """, [.identifier(id)], account)
    }

    public func account(loginIndex: [UInt8]) throws -> AccountRecord? {
        try first(
            """
            SELECT id, login_index, profile_sealed, password_hash, state, failures, locked_until, student_id,
                created_at, created_by, unit_id, password_origin
            FROM accounts WHERE login_index = $1
            """, [.blob(loginIndex)], account)
    }

    public func account(ofStudent student: Identifier) throws -> AccountRecord? {
        try first(
            """
            SELECT id, login_index, profile_sealed, password_hash, state, failures, locked_until, student_id,
                created_at, created_by, unit_id, password_origin
            FROM accounts WHERE student_id = $1 ORDER BY created_at LIMIT 1
            """, [.identifier(student)], account)
    }

    /// At most `limit` accounts, by id, after `after`.
    public func accounts(after: Identifier = .installation, limit: Int) throws -> [AccountRecord] {
        try all(
            """
            SELECT id, login_index, profile_sealed, password_hash, state, failures, locked_until, student_id,
                created_at, created_by, unit_id, password_origin
            FROM accounts WHERE id > $1 ORDER BY id LIMIT $2
            """, [.identifier(after), .number(limit)], account)
    }

    /// At most `limit` accounts of people who work in `unit` itself, by id, after `after`.
    public func accounts(
        ofUnit unit: Identifier, after: Identifier = .installation, limit: Int
    ) throws -> [AccountRecord] {
        try all(
            """
            SELECT id, login_index, profile_sealed, password_hash, state, failures, locked_until, student_id,
                created_at, created_by, unit_id, password_origin
            FROM accounts WHERE unit_id = $1 AND id > $2 ORDER BY id LIMIT $3
            """, [.identifier(unit), .identifier(after), .number(limit)], account)
    }

    /// Whether there is any account: until the first one, only the host itself may make one.
    public func hasAccounts() throws -> Bool { try exists("SELECT 1 FROM accounts LIMIT 1") }

    private func account(_ row: borrowing Row) throws -> AccountRecord {
        let id = try row.identifier(0)
        let profile = try open(try row.blob(2), .accountProfile, row: id, owner: id)
        return AccountRecord(
            id: id, unit: try row.optionalIdentifier(10), loginIndex: try row.blob(1),
            profile: try AccountRecord.Profile(fields: profile),
            passwordHash: try row.optionalText(3), passwordOrigin: try row.state(11), state: try row.state(4),
            failures: try row.number(5),
            lockedUntil: try row.optionalTimestamp(6), student: try row.optionalIdentifier(7),
            createdAt: try row.timestamp(8), createdBy: try row.identifier(9))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, "accounts.login_index")` if the login name is taken.
    public func insert(_ account: AccountRecord) throws {
        try execute(
            """
            INSERT INTO accounts (id, login_index, profile_sealed, password_hash, state, failures, locked_until,
                student_id, created_at, created_by, unit_id, password_origin)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .identifier(account.id), .blob(account.loginIndex), .blob(try sealedProfile(of: account)),
                Value(account.passwordHash), .state(account.state), .number(account.failures),
                Value(account.lockedUntil), Value(account.student), .time(account.createdAt),
                .identifier(account.createdBy), Value(account.unit), .state(account.passwordOrigin),
            ])
    }

    /// Stores a changed profile, password, state or lock.
    ///
    /// - Returns: whether the account is there.
    @discardableResult
    public func update(_ account: AccountRecord) throws -> Bool {
        try execute(
            """
            UPDATE accounts
            SET profile_sealed = $2, password_hash = $3, state = $4, failures = $5, locked_until = $6,
                password_origin = $7
            WHERE id = $1
            """,
            [
                .identifier(account.id), .blob(try sealedProfile(of: account)), Value(account.passwordHash),
                .state(account.state), .number(account.failures), Value(account.lockedUntil),
                .state(account.passwordOrigin),
            ]) == 1
    }

    /// Counts a failed login and sets the lock that follows from it.
    ///
    /// - Returns: the failures since the last login that succeeded, or nothing if the account is not there.
    public func countFailure(of account: Identifier, lockedUntil: Timestamp?) throws -> Int? {
        try first(
            "UPDATE accounts SET failures = failures + 1, locked_until = $2 WHERE id = $1 RETURNING failures",
            [.identifier(account), Value(lockedUntil)]
        ) { row in try row.number(0) }
    }

    /// Forgets failed logins.
    public func clearFailures(of account: Identifier) throws {
        try execute(
            "UPDATE accounts SET failures = 0, locked_until = NULL WHERE id = $1 AND failures > 0",
            [.identifier(account)])
    }

    private func sealedProfile(of account: AccountRecord) throws -> [UInt8] {
        try seal(account.profile.fields, .accountProfile, row: account.id, owner: account.id)
    }
}
