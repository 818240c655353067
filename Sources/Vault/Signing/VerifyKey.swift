internal import CSodium

/// An Ed25519 key that tells whether a signature is true.
public struct VerifyKey: Sendable, Hashable {
    public static let byteCount = 32
    public static let signatureCount = 64

    public let bytes: [UInt8]

    /// The key with these bytes, or nothing if there are not 32 of them.
    public init?(bytes: [UInt8]) {
        guard bytes.count == VerifyKey.byteCount else { return nil }
        self.init(unchecked: bytes)
    }

    init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether `signature` was made over `message` with the key that belongs to this one. Keys of small order, and
    /// signatures in more than one form, are refused by libsodium.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        signature.count == VerifyKey.signatureCount
            && crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
    }
}
