internal import CSodium
public import Domain

/// The key that opens all others. It never lies in the database.
///
/// It comes from a file (`RootKey.read(keyFile:)`), from a systemd credential (`RootKey.read(credential:in:)`) or from a
/// passphrase (`RootKey.derive(from:with:)`).
public final class RootKey: Sendable {
    let secret: SecretBytes
    let cipher: CommittingCipher

    init(_ secret: SecretBytes) {
        self.secret = secret
        cipher = CommittingCipher(key: secret, domain: KeyWrap.domain, memory: .guarded)
    }

    /// A new key from `random`.
    public convenience init(randomFrom random: any RandomSource) {
        self.init(SecretBytes(randomFrom: random, count: KeyWrap.keyCount, in: .guarded))
    }
}

extension RootKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
