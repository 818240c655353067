public import Domain
internal import Synchronization

/// All keys of an installation but those of owners, which it wraps and unwraps.
///
///     let (ring, stored) = try KeyRing.create(root: root, random: random, at: clock.now())
///     // Store `stored`. At the next start:
///     let ring = try KeyRing.open(root: root, stored: stored, random: random)
///     let (key, wrapped) = ring.newOwnerKey(for: student)
///     let sealed = key.seal(name, at: SealedPlace(table: "student", column: "name", row: student, owner: student))
///
/// It can be used from any thread. How keys are rotated is told at `KeyRingChange`.
public final class KeyRing: Sendable {
    let keys: Mutex<KeySet>
    let random: any RandomSource

    private init(_ keys: KeySet, random: any RandomSource) {
        self.keys = Mutex(keys)
        self.random = random
    }

    /// New keys of every purpose, of term 1, and the ring of them.
    public static func create(
        root: RootKey, random: any RandomSource, at moment: Timestamp
    ) throws(VaultError) -> (KeyRing, [StoredKey]) {
        let members = KeyPurpose.allCases.map {
            KeySet.Member(new: $0, term: 1, at: moment, root: root, random: random)
        }
        let ring = KeyRing(try KeySet(root: root, generation: 0, members), random: random)
        return (ring, members.map(\.stored))
    }

    /// The ring of the keys in `stored`.
    ///
    /// - Throws: `VaultError.wrongRootKey`, or `.keyRingDamaged` if a key was altered, is missing or is there twice.
    public static func open(
        root: RootKey, stored: [StoredKey], random: any RandomSource
    ) throws(VaultError) -> KeyRing {
        var members: [KeySet.Member] = []
        for key in stored {
            members.append(try KeySet.Member(opening: key, root: root, random: random))
        }
        return KeyRing(try KeySet(root: root, generation: 0, members), random: random)
    }

    /// The term that new keys of owners are made under.
    public var currentTerm: UInt32 { currentTerm(of: .dataKeyEncryption) }

    /// The term of the active key.
    public func currentTerm(of purpose: KeyPurpose) -> UInt32 {
        keys.withLock { keys in
            switch purpose {
            case .dataKeyEncryption: keys.wrapping.term
            case .index: keys.index.term
            case .audit: keys.audit.term
            case .signing: keys.signing.term
            }
        }
    }

    /// All keys as they are to be stored, by purpose and term.
    public var stored: [StoredKey] { keys.withLock { $0.all.map(\.stored) } }

    /// How much each key has been used since the ring was opened. Values sealed with the keys of owners count for the
    /// term that wraps them.
    public var usage: [KeyUsage] {
        keys.withLock { keys in
            keys.all.compactMap { member in
                member.live.map {
                    KeyUsage(purpose: member.stored.purpose, term: member.stored.term, count: $0.counter.count)
                }
            }
        }
    }
}

// MARK: - Keys of owners

extension KeyRing {
    /// A new random key for what belongs to `owner`, under the current term.
    public func newOwnerKey(for owner: Identifier) -> (OwnerKey, WrappedOwnerKey) {
        let wrapping = keys.withLock(\.wrapping)
        let secret = SecretBytes(randomFrom: random, count: KeyWrap.keyCount, in: .plain)
        wrapping.counter.add()
        let bytes = KeyWrap.wrap(
            secret, as: KeyWrap.Label(owner: owner, term: wrapping.term), with: wrapping.key,
            nonce: random.bytes(CommittingCipher.nonceCount))
        return (
            OwnerKey(secret, owner: owner, term: wrapping.term, random: random, counter: wrapping.counter),
            WrappedOwnerKey(owner: owner, term: wrapping.term, bytes: bytes)
        )
    }

    /// The key of an owner from its stored form.
    ///
    /// - Throws: `VaultError.noSuchKey` if its term has been retired, `.ownerKeyDamaged` if it was altered or moved.
    public func unwrap(_ wrapped: WrappedOwnerKey) throws(VaultError) -> OwnerKey {
        let live = keys.withLock { $0.member(.dataKeyEncryption, term: wrapped.term)?.live }
        guard let live, case .wrapping(let cipher) = live.tool else {
            throw .noSuchKey(.dataKeyEncryption, term: wrapped.term)
        }
        let label = KeyWrap.Label(owner: wrapped.owner, term: wrapped.term)
        guard case .unwrapped(let secret) = KeyWrap.unwrap(wrapped.bytes, as: label, with: cipher, to: .plain) else {
            throw .ownerKeyDamaged(owner: wrapped.owner, term: wrapped.term)
        }
        return OwnerKey(
            secret, owner: wrapped.owner, term: wrapped.term, random: random, counter: live.counter)
    }
}

// MARK: - Keys of the installation

extension KeyRing {
    /// The key that makes blind indexes and hashes one-time codes.
    public var indexKey: IndexKey { keys.withLock { $0.index.key } }

    /// The key that seals the purposes in the access log; its owner is `Identifier.installation`.
    public var auditKey: OwnerKey { keys.withLock { $0.audit.key } }

    /// The key that signs checkpoints and certificates.
    public var signingKey: SigningKey {
        keys.withLock {
            $0.signing.counter.add()
            return $0.signing.key
        }
    }

    /// The index key of a former term, for as long as an index is being made anew.
    public func indexKey(term: UInt32) throws(VaultError) -> IndexKey {
        guard case .index(let key) = tool(.index, term: term) else { throw .noSuchKey(.index, term: term) }
        return key
    }

    /// The audit key that sealed a purpose, of the term that `SealedValue.term(of:)` tells.
    public func auditKey(term: UInt32) throws(VaultError) -> OwnerKey {
        guard case .sealing(let key) = tool(.audit, term: term) else { throw .noSuchKey(.audit, term: term) }
        return key
    }

    /// The public key of each signing key that has not been retired, by term.
    public var verifyKeys: [UInt32: VerifyKey] {
        keys.withLock { keys in
            keys.members[.signing, default: [:]].compactMapValues { member in
                if case .signing(let key)? = member.live?.tool { key.verifyKey } else { nil }
            }
        }
    }

    private func tool(_ purpose: KeyPurpose, term: UInt32) -> KeySet.Tool? {
        keys.withLock { $0.member(purpose, term: term)?.live?.tool }
    }
}
