internal import Domain
internal import Vault

/// Keys that the closures of one batch have made, stored together before the batch is committed. A key whose value was
/// then not stored is left over; it does no harm, and the owner's next value uses it.
///
/// Only touched on the writer's thread.
final class NewOwnerKeys {
    let keys: OwnerKeys
    private var pending: [Identifier: (key: OwnerKey, wrapped: WrappedOwnerKey)] = [:]

    init(of keys: OwnerKeys) {
        self.keys = keys
    }

    func pendingKey(of owner: Identifier) -> OwnerKey? { pending.isEmpty ? nil : pending[owner]?.key }

    /// The newest key of the owner, which is made if there is none.
    func sealingKey(of owner: Identifier) throws(StoreError) -> OwnerKey {
        if let key = pendingKey(of: owner) { return key }
        if let key = try keys.newestKey(of: owner) { return key }
        return makeKey(of: owner)
    }

    /// The key of the owner under the current term, which is made if it is not there.
    func currentKey(of owner: Identifier) throws(StoreError) -> OwnerKey {
        if let key = pendingKey(of: owner), key.term == keys.ring.currentTerm { return key }
        if let key = try keys.newestKey(of: owner), key.term == keys.ring.currentTerm { return key }
        return makeKey(of: owner)
    }

    func save() throws(StoreError) {
        guard !pending.isEmpty else { return }
        try keys.store.insert(pending.values.map(\.wrapped))
        // They are read again at their next use, with the ones of former terms.
        for owner in pending.keys { keys.forget(owner) }
    }

    private func makeKey(of owner: Identifier) -> OwnerKey {
        let (key, wrapped) = keys.ring.newOwnerKey(for: owner)
        pending[owner] = (key, wrapped)
        return key
    }
}
