public import Domain
internal import Synchronization

/// A change of the ring that is prepared, but not in force.
///
/// No key must be used that could be lost, so a rotation has three steps: prepare the change, store `stored` durably,
/// then `KeyRing.adopt` it. If it cannot be stored, drop it, and the ring is as it was.
///
///     let change = try ring.newTerm(of: .dataKeyEncryption, at: clock.now())
///     try await store.save(change.stored)
///     try ring.adopt(change)
public struct KeyRingChange: Sendable {
    /// The keys that are new or changed; each replaces what is stored for its purpose and term.
    public let stored: [StoredKey]
    let next: KeySet
}

extension KeyRing {
    /// A new active key of `purpose`; the former active one only opens what it made.
    ///
    /// - Throws: `VaultError.keyRingDamaged` if the terms have come to their end.
    public func newTerm(
        of purpose: KeyPurpose = .dataKeyEncryption, at moment: Timestamp
    ) throws(VaultError) -> KeyRingChange {
        let keys = keys.withLock { $0 }
        let highest = keys.members[purpose, default: [:]].keys.max() ?? 0
        guard highest < .max else { throw .keyRingDamaged("there is no term after \(highest)") }
        let new = KeySet.Member(new: purpose, term: highest + 1, at: moment, root: keys.root, random: random)
        return try KeyRing.change(keys, adding: new) { stored in
            stored.purpose == purpose && stored.state == .active
                ? stored.with(state: .retiring, wrapped: stored.wrapped) : nil
        }
    }

    /// The destruction of a key that has been rotated out and that nothing is sealed under any more.
    ///
    /// - Throws: `VaultError.noSuchKey`, or `.keyInUse` for the active key.
    public func retire(_ purpose: KeyPurpose, term: UInt32) throws(VaultError) -> KeyRingChange {
        let keys = keys.withLock { $0 }
        switch keys.member(purpose, term: term)?.stored.state {
        case .retiring: break
        case .active: throw .keyInUse(purpose, term: term)
        case .retired, .none: throw .noSuchKey(purpose, term: term)
        }
        return try KeyRing.change(keys) { stored in
            stored.purpose == purpose && stored.term == term ? stored.with(state: .retired, wrapped: []) : nil
        }
    }

    /// All keys of the ring wrapped with `newRoot`. Keys of owners, and what they seal, are not touched.
    public func rewrap(newRoot: RootKey) throws(VaultError) -> KeyRingChange {
        let keys = keys.withLock { $0 }
        let members = keys.all.map { member in
            guard let live = member.live else { return member }
            let wrapped = KeyWrap.wrap(
                live.secret, as: KeyWrap.Label(member.stored.purpose, term: member.stored.term), with: newRoot.cipher,
                nonce: random.bytes(CommittingCipher.nonceCount))
            return KeySet.Member(member, stored: member.stored.with(state: member.stored.state, wrapped: wrapped))
        }
        return KeyRingChange(
            stored: members.map(\.stored),
            next: try KeySet(root: newRoot, generation: keys.generation + 1, members))
    }

    /// Puts a change into force, which has been stored.
    ///
    /// - Throws: `VaultError.changeOutOfDate` if another change was adopted since this one was prepared. Rotations must
    ///   therefore be one at a time, from preparing to adopting.
    public func adopt(_ change: KeyRingChange) throws(VaultError) {
        let isNext = keys.withLock { keys in
            guard keys.generation + 1 == change.next.generation else { return false }
            keys = change.next
            return true
        }
        guard isNext else { throw .changeOutOfDate }
    }

    private static func change(
        _ keys: KeySet, adding new: KeySet.Member? = nil, _ replace: (StoredKey) -> StoredKey?
    ) throws(VaultError) -> KeyRingChange {
        var changed: [StoredKey] = []
        var members = keys.all.map { member in
            guard let stored = replace(member.stored) else { return member }
            changed.append(stored)
            return KeySet.Member(member, stored: stored)
        }
        if let new {
            members.append(new)
            changed.append(new.stored)
        }
        return KeyRingChange(
            stored: changed, next: try KeySet(root: keys.root, generation: keys.generation + 1, members))
    }
}
