public import Vault

extension KeyStore {
    /// What the keys of the ring had done when it was last kept.
    public func usage() throws(StoreError) -> [KeyUsage] {
        try select("SELECT purpose, term, count FROM key_usage ORDER BY purpose, term") { row throws(StoreError) in
            KeyUsage(purpose: try row.state(0), term: try row.number(1), count: UInt64(try row.number(2, as: Int.self)))
        }
    }

    /// Keeps what the keys have done in all, instead of what was kept before.
    public func keep(_ usage: [KeyUsage]) throws(StoreError) {
        try change { () throws(StoreError) in
            for key in usage {
                try run(
                    """
                    INSERT INTO key_usage (purpose, term, count) VALUES ($1, $2, $3)
                    ON CONFLICT (purpose, term) DO UPDATE SET count = excluded.count
                    """, [.state(key.purpose), .number(key.term), .number(Int(clamping: key.count))])
            }
        }
    }
}
