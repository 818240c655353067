public import Store
public import Vault

/// How much each key has been used in all runs of the daemon: what was kept, and what the ring has counted since.
public final class KeyUsageLedger: Sendable {
    private struct Key: Hashable {
        let purpose: KeyPurpose
        let term: UInt32
    }

    private let keys: KeyStore
    private let ring: KeyRing
    private let earlier: [Key: UInt64]

    /// Of a ring that has just been opened.
    public init(keys: KeyStore, ring: KeyRing) throws(StoreError) {
        self.keys = keys
        self.ring = ring
        var earlier: [Key: UInt64] = [:]
        for usage in try keys.usage() { earlier[Key(purpose: usage.purpose, term: usage.term)] = usage.count }
        self.earlier = earlier
    }

    /// Of each key that is in use, by purpose and term. Index keys do nothing that wears them.
    public var totals: [KeyUsage] {
        ring.usage.filter { $0.purpose != .index }
            .map { $0.adding(earlier[Key(purpose: $0.purpose, term: $0.term)] ?? 0) }
            .sorted { ($0.purpose.rawValue, $0.term) < ($1.purpose.rawValue, $1.term) }
    }

    /// Keeps the totals for the next run.
    public func keep() throws(StoreError) { try keys.keep(totals) }
}
