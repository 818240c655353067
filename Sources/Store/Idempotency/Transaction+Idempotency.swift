public import Domain

extension ReadTransaction {
    public func idempotentCall(of account: Identifier, key: String) throws -> IdempotentCall? {
        try first(
            """
            SELECT method, request_hash, response_sealed, at FROM idempotency
            WHERE account_id = $1 AND key = $2
            """, [.identifier(account), .text(key)]
        ) { row in
            IdempotentCall(
                account: account, key: key, method: try row.text(0), requestHash: try row.blob(1),
                response: try open(
                    try row.blob(2), .idempotentResponse, row: .name(account, key), owner: account),
                at: try row.timestamp(3))
        }
    }
}

extension WriteTransaction {
    /// Keeps the answer, in the transaction that does what was asked.
    ///
    /// - Throws: `StoreError.constraint(.unique, …)` if the key is already answered.
    public func insert(_ call: IdempotentCall) throws {
        let response = try seal(
            call.response, .idempotentResponse, row: .name(call.account, call.key), owner: call.account)
        try execute(
            """
            INSERT INTO idempotency (account_id, key, method, request_hash, response_sealed, at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(call.account), .text(call.key), .text(call.method), .blob(call.requestHash),
                .blob(response), .time(call.at),
            ])
    }

    /// Deletes at most `limit` answers from before `moment`.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func deleteIdempotentCalls(before moment: Timestamp, limit: Int) throws -> Int {
        try execute(
            """
            DELETE FROM idempotency WHERE (account_id, key) IN (
                SELECT account_id, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)
            """, [.time(moment), .number(limit)])
    }
}
