public import Domain

/// The key that seals what belongs to one owner, mostly a student. Keep it as long as it is worked with: making one
/// from its wrapped form costs several times what sealing a value does.
public final class OwnerKey: Sendable {
    public let owner: Identifier
    /// The term of the key that wraps this one.
    public let term: UInt32
    private let cipher: CommittingCipher
    private let random: any RandomSource
    private let counter: UsageCounter

    init(_ key: SecretBytes, owner: Identifier, term: UInt32, random: any RandomSource, counter: UsageCounter) {
        self.owner = owner
        self.term = term
        self.random = random
        self.counter = counter
        cipher = CommittingCipher(key: key, domain: SealedValue.domain, memory: .plain)
    }

    /// `plaintext` sealed for `place`, which must be of this owner. The form of the bytes is told at `SealedValue`.
    public func seal(_ plaintext: [UInt8], at place: SealedPlace) -> [UInt8] {
        assert(place.owner == owner, "sealing with the key of another owner")
        counter.add()
        return SealedValue.seal(
            plaintext, at: place, term: term, nonce: random.publicBytes(CommittingCipher.nonceCount), with: cipher)
    }

    /// What was sealed for `place`.
    ///
    /// - Throws: `VaultError` `.notASealedValue`, `.wrongTerm`, `.wrongKey`, or `.sealedValueDamaged` if the value was
    ///   altered or comes from another place.
    public func open(_ sealed: [UInt8], at place: SealedPlace) throws(VaultError) -> [UInt8] {
        guard place.owner == owner else { throw .wrongKey }
        return try SealedValue.open(sealed, at: place, term: term, with: cipher)
    }
}

extension OwnerKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
