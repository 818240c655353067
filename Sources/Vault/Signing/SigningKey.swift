internal import CSodium
public import Domain

/// An Ed25519 key that signs (RFC 8032).
public final class SigningKey: Sendable {
    public let verifyKey: VerifyKey
    /// Seed and public key, as libsodium wants them.
    private let secret: SecretBytes

    /// The key that `seed`, 32 bytes, stands for.
    init(seed: SecretBytes) {
        var publicKey = [UInt8](repeating: 0, count: VerifyKey.byteCount)
        secret = SecretBytes(count: Int(crypto_sign_SECRETKEYBYTES), in: .guarded) { target in
            seed.withBytes { _ = crypto_sign_seed_keypair(&publicKey, target, $0) }
        }
        verifyKey = VerifyKey(unchecked: publicKey)
    }

    /// A new key from `random`.
    public convenience init(randomFrom random: any RandomSource) {
        self.init(seed: SecretBytes(randomFrom: random, count: 32, in: .guarded))
    }

    /// The signature over `message`, 64 bytes.
    public func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: VerifyKey.signatureCount)
        secret.withBytes { _ = crypto_sign_detached(&signature, nil, message, UInt64(message.count), $0) }
        return signature
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
