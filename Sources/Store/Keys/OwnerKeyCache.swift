internal import Domain
internal import Vault

/// Unwrapped keys of owners, the ones used last; a plain value, so that it can be tested by itself.
struct OwnerKeyCache {
    private struct Entry {
        var keys: [OwnerKey]
        var usedAt: UInt64
    }

    private let limit: Int
    private var entries: [Identifier: Entry] = [:]
    private var uses: UInt64 = 0
    /// Counts what was forgotten, so that keys read before are not put in afterwards.
    private(set) var generation: UInt64 = 0

    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    var count: Int { entries.count }

    /// The owner's keys, the newest term first, or nothing if they are not here.
    mutating func keys(of owner: Identifier) -> [OwnerKey]? {
        uses += 1
        guard let index = entries.index(forKey: owner) else { return nil }
        entries.values[index].usedAt = uses
        return entries.values[index].keys
    }

    /// Takes keys that were read when the cache was at `generation`.
    mutating func insert(_ keys: [OwnerKey], of owner: Identifier, readAt generation: UInt64) {
        guard generation == self.generation else { return }
        if entries.count >= limit && entries[owner] == nil { dropOldest() }
        uses += 1
        entries[owner] = Entry(keys: keys, usedAt: uses)
    }

    mutating func forget(_ owner: Identifier) {
        generation += 1
        entries[owner] = nil
    }

    mutating func forgetAll() {
        generation += 1
        entries = [:]
    }

    /// An eighth at once, so that finding the oldest is not paid at each insertion.
    private mutating func dropOldest() {
        let uses = entries.values.map(\.usedAt).sorted()
        let newestDropped = uses[min(limit / 8, uses.count - 1)]
        entries = entries.filter { $0.value.usedAt > newestDropped }
    }
}
