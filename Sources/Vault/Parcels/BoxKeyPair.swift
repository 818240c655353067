internal import CSodium
public import Domain

/// A key pair that things are sealed to (X25519; libsodium's sealed box). Whoever has the public half seals, whoever has
/// the secret half opens; not even the one who sealed can open again.
public struct BoxKeyPair: Sendable {
    public static let keyCount = Int(crypto_box_PUBLICKEYBYTES)

    public let publicKey: [UInt8]
    private let secret: SecretBytes

    public init(randomFrom random: any RandomSource) {
        self.init(seed: SecretBytes(randomFrom: random, count: Int(crypto_box_SEEDBYTES), in: .guarded))
    }

    private init(seed: SecretBytes) {
        var publicKey = [UInt8](repeating: 0, count: BoxKeyPair.keyCount)
        secret = SecretBytes(count: Int(crypto_box_SECRETKEYBYTES), in: .guarded) { target in
            seed.withBytes { _ = crypto_box_seed_keypair(&publicKey, target, $0) }
        }
        self.publicKey = publicKey
    }

    /// The pair of this secret half, or nothing if it has another length.
    public init?(secret bytes: [UInt8]) {
        guard bytes.count == Int(crypto_box_SECRETKEYBYTES) else { return nil }
        var bytes = bytes
        let secret = SecretBytes(moving: &bytes)
        var publicKey = [UInt8](repeating: 0, count: BoxKeyPair.keyCount)
        secret.withBytes { _ = crypto_scalarmult_base(&publicKey, $0) }
        self.publicKey = publicKey
        self.secret = secret
    }

    /// The secret half, to be stored sealed.
    public var secretBytes: [UInt8] { secret.withUnsafeBytes { Array($0) } }

    /// Seals to a public key: 80 bytes of a sealed box around a fresh key, then the stream under that key.
    ///
    /// - Returns: nothing if `publicKey` is none.
    public static func seal(
        _ plaintext: [UInt8], to publicKey: [UInt8], random: any RandomSource
    ) -> [UInt8]? {
        Sodium.require()
        guard publicKey.count == keyCount else { return nil }
        let key = SecretBytes(randomFrom: random, count: SealedStream.keyCount, in: .guarded)
        var box = [UInt8](repeating: 0, count: SealedStream.keyCount + crypto_box_sealbytes())
        let code = key.withBytes { crypto_box_seal(&box, $0, UInt64(SealedStream.keyCount), publicKey) }
        guard code == 0 else { return nil }
        return box + SealedStream.seal(plaintext, with: key)
    }

    /// Nothing if it was sealed to another key, or changed.
    public func open(_ sealed: [UInt8]) -> [UInt8]? {
        let boxCount = SealedStream.keyCount + crypto_box_sealbytes()
        guard sealed.count > boxCount else { return nil }
        let box = Array(sealed.prefix(boxCount))
        var code: Int32 = -1
        let key = SecretBytes(count: SealedStream.keyCount, in: .guarded) { target in
            code = secret.withBytes { crypto_box_seal_open(target, box, UInt64(boxCount), publicKey, $0) }
        }
        guard code == 0 else { return nil }
        return SealedStream.open(sealed.dropFirst(boxCount), with: key)
    }
}

extension BoxKeyPair: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
