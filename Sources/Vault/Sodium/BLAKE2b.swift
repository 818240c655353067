internal import CSodium

/// BLAKE2b (RFC 7693), of 32 bytes unless told otherwise.
enum BLAKE2b {
    static func hash(_ message: [UInt8], count: Int = 32) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: count)
        crypto_generichash(&hash, count, message, UInt64(message.count), nil, 0)
        return hash
    }

    static func hash(_ message: [UInt8], key: SecretBytes, count: Int = 32) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: count)
        key.withBytes { _ = crypto_generichash(&hash, count, message, UInt64(message.count), $0, key.count) }
        return hash
    }

    /// The key for the use named by `label`, 32 bytes, from a key for several uses, into `target`.
    static func derive(_ label: String, from key: SecretBytes, into target: UnsafeMutablePointer<UInt8>) {
        let message = Array(label.utf8)
        key.withBytes { _ = crypto_generichash(target, 32, message, UInt64(message.count), $0, key.count) }
    }
}
