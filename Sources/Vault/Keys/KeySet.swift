internal import Domain

/// The keys of a ring at one moment, unwrapped.
struct KeySet: Sendable {
    /// A key of the ring and what it is used as.
    struct Member: Sendable {
        let stored: StoredKey
        /// Nothing when retired.
        let live: Live?
    }

    struct Live: Sendable {
        let secret: SecretBytes
        let counter: UsageCounter
        let tool: Tool
    }

    enum Tool: Sendable {
        case wrapping(CommittingCipher)
        case index(IndexKey)
        case sealing(OwnerKey)
        case signing(SigningKey)
    }

    /// What the active key of a purpose does, ready at hand.
    struct Active<Key: Sendable>: Sendable {
        let term: UInt32
        let key: Key
        let counter: UsageCounter
    }

    let root: RootKey
    /// Counts the changes since the ring was opened.
    let generation: Int
    let members: [KeyPurpose: [UInt32: Member]]
    let wrapping: Active<CommittingCipher>
    let index: Active<IndexKey>
    let audit: Active<OwnerKey>
    let signing: Active<SigningKey>

    /// - Throws: `VaultError.keyRingDamaged` unless each purpose has exactly one active key and each term is there once.
    init(root: RootKey, generation: Int, _ all: [Member]) throws(VaultError) {
        var members: [KeyPurpose: [UInt32: Member]] = [:]
        var active: [KeyPurpose: Member] = [:]
        for member in all {
            let purpose = member.stored.purpose
            guard members[purpose, default: [:]].updateValue(member, forKey: member.stored.term) == nil else {
                throw .keyRingDamaged("the \(purpose.rawValue) key of term \(member.stored.term) is there twice")
            }
            if member.stored.state == .active, active.updateValue(member, forKey: purpose) != nil {
                throw .keyRingDamaged("there are two active \(purpose.rawValue) keys")
            }
        }
        self.root = root
        self.generation = generation
        self.members = members
        wrapping = try KeySet.active(.dataKeyEncryption, in: active) {
            if case .wrapping(let cipher) = $0 { cipher } else { nil }
        }
        index = try KeySet.active(.index, in: active) { if case .index(let key) = $0 { key } else { nil } }
        audit = try KeySet.active(.audit, in: active) { if case .sealing(let key) = $0 { key } else { nil } }
        signing = try KeySet.active(.signing, in: active) { if case .signing(let key) = $0 { key } else { nil } }
    }

    private static func active<Key: Sendable>(
        _ purpose: KeyPurpose, in members: [KeyPurpose: Member], _ key: (Tool) -> Key?
    ) throws(VaultError) -> Active<Key> {
        guard let member = members[purpose], let live = member.live, let key = key(live.tool) else {
            throw .keyRingDamaged("there is no active \(purpose.rawValue) key")
        }
        return Active(term: member.stored.term, key: key, counter: live.counter)
    }

    var all: [Member] {
        members.values.flatMap(\.values)
            .sorted { ($0.stored.purpose.rawValue, $0.stored.term) < ($1.stored.purpose.rawValue, $1.stored.term) }
    }

    func member(_ purpose: KeyPurpose, term: UInt32) -> Member? { members[purpose]?[term] }
}

extension KeySet.Member {
    /// A new key, active.
    init(
        new purpose: KeyPurpose, term: UInt32, at moment: Timestamp, root: RootKey, random: any RandomSource
    ) {
        let secret = SecretBytes(randomFrom: random, count: KeyWrap.keyCount, in: .guarded)
        stored = StoredKey(
            purpose: purpose, term: term, state: .active,
            wrapped: KeyWrap.wrap(
                secret, as: KeyWrap.Label(purpose, term: term), with: root.cipher,
                nonce: random.bytes(CommittingCipher.nonceCount)),
            createdAt: moment)
        live = KeySet.Live(secret, purpose, term: term, random: random)
    }

    /// - Throws: `VaultError.wrongRootKey` or `.keyRingDamaged`.
    init(opening stored: StoredKey, root: RootKey, random: any RandomSource) throws(VaultError) {
        self.stored = stored
        if stored.state == .retired {
            live = nil
            return
        }
        switch KeyWrap.unwrap(
            stored.wrapped, as: KeyWrap.Label(stored.purpose, term: stored.term), with: root.cipher, to: .guarded)
        {
        case .unwrapped(let secret):
            live = KeySet.Live(secret, stored.purpose, term: stored.term, random: random)
        case .otherKey:
            throw .wrongRootKey
        case .damaged:
            throw .keyRingDamaged("the \(stored.purpose.rawValue) key of term \(stored.term) does not unwrap")
        }
    }

    /// The same key in another state, or under another root key.
    init(_ former: KeySet.Member, stored: StoredKey) {
        self.stored = stored
        live = stored.state == .retired ? nil : former.live
    }
}

extension KeySet.Live {
    init(_ secret: SecretBytes, _ purpose: KeyPurpose, term: UInt32, random: any RandomSource) {
        self.secret = secret
        counter = UsageCounter()
        switch purpose {
        case .dataKeyEncryption:
            tool = .wrapping(CommittingCipher(key: secret, domain: KeyWrap.domain, memory: .guarded))
        case .index:
            tool = .index(IndexKey(secret, term: term))
        case .audit:
            tool = .sealing(
                OwnerKey(secret, owner: .installation, term: term, random: random, counter: counter))
        case .signing:
            tool = .signing(SigningKey(seed: secret))
        }
    }
}
