internal import Domain
internal import Synchronization
internal import Vault

/// The keys of owners as the transactions use them: unwrapped, from memory where possible.
final class OwnerKeys: Sendable {
    let ring: KeyRing
    let store: KeyStore
    private let cache: Mutex<OwnerKeyCache>

    init(ring: KeyRing, store: KeyStore, limit: Int) {
        self.ring = ring
        self.store = store
        cache = Mutex(OwnerKeyCache(limit: limit))
    }

    /// The key that opens what was sealed under `term`.
    func key(of owner: Identifier, term: UInt32) throws(StoreError) -> OwnerKey {
        let keys = try keys(of: owner)
        if let key = keys.first(where: { $0.term == term }) { return key }
        if keys.isEmpty, try store.isErased(owner) { throw .ownerErased(owner) }
        throw .ownerKeyMissing(owner: owner, term: term)
    }

    /// The key of the newest term, or nothing for an owner that has none yet.
    func newestKey(of owner: Identifier) throws(StoreError) -> OwnerKey? {
        if let key = try keys(of: owner).first { return key }
        if try store.isErased(owner) { throw .ownerErased(owner) }
        return nil
    }

    func forget(_ owner: Identifier) { cache.withLock { $0.forget(owner) } }

    func forgetAll() { cache.withLock { $0.forgetAll() } }

    /// The newest term first.
    private func keys(of owner: Identifier) throws(StoreError) -> [OwnerKey] {
        let (known, generation) = cache.withLock { cache in (cache.keys(of: owner), cache.generation) }
        if let known { return known }
        var keys: [OwnerKey] = []
        for wrapped in try store.ownerKeys(of: owner) {
            do throws(VaultError) { keys.append(try ring.unwrap(wrapped)) } catch { throw .vault(error) }
        }
        if !keys.isEmpty {
            let found = keys
            cache.withLock { $0.insert(found, of: owner, readAt: generation) }
        }
        return keys
    }
}
