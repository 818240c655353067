public import Domain
internal import Vault

extension KeyStore {
    /// Owners that still have a key from before `term`, by id, at most `limit`, after `after`. As `dropKeys` follows
    /// each re-sealing, this is what a rotation has left to do, after a kill too.
    public func owners(
        withKeysBefore term: UInt32, after: Identifier? = nil, limit: Int
    ) throws(StoreError) -> [Identifier] {
        try select(
            """
            SELECT DISTINCT owner FROM owner_keys
            WHERE term < $1 AND ($2 IS NULL OR owner > $2) ORDER BY owner LIMIT $3
            """, [.number(term), Value(after), .number(limit)]
        ) { row throws(StoreError) in try row.identifier(0) }
    }

    /// How many owners have a key of each term.
    public func ownerCounts() throws(StoreError) -> [UInt32: Int] {
        let counts = try select("SELECT term, count(*) FROM owner_keys GROUP BY term") { row throws(StoreError) in
            (term: try row.number(0, as: UInt32.self), owners: try row.number(1, as: Int.self))
        }
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.term, $0.owners) })
    }

    /// Destroys the keys of `owners` from before `term`.
    func dropKeys(of owners: [Identifier], before term: UInt32) throws(StoreError) {
        try change { () throws(StoreError) in
            for owner in owners {
                try run("DELETE FROM owner_keys WHERE owner = $1 AND term < $2", [.identifier(owner), .number(term)])
            }
        }
    }
}
