internal import CSodium

/// The line of text in a key file:
///
///     xinyu-root-key-1 <key, 32 bytes> <checksum, 6 bytes>
///
/// in base64url, with one line end. The checksum is the beginning of BLAKE2b-256 over `xinyu-root-key-1 ` and the key;
/// it tells a truncated or mistyped file from a key of another database.
enum RootKeyText {
    static let prefix = Array("xinyu-root-key-1 ".utf8)
    /// Characters of 32 bytes, and of 6.
    private static let keyLength = 43
    private static let checksumLength = 8
    static let count = prefix.count + keyLength + 1 + checksumLength

    enum Outcome {
        case key(SecretBytes)
        case malformed(String)
    }

    /// The text of `key`. The caller overwrites it after use.
    static func write(_ key: SecretBytes) -> [UInt8] {
        var bytes = key.withUnsafeBytes { Array($0) }
        var encoded = Base64Text.encodeUTF8(bytes, .urlSafe)
        var text: [UInt8] = []
        // Room for all at once: growing would leave copies behind.
        text.reserveCapacity(count + 1)
        text += prefix
        text += encoded
        text.append(UInt8(ascii: " "))
        text += Base64Text.encodeUTF8(checksum(of: bytes), .urlSafe)
        text.append(UInt8(ascii: "\n"))
        sodium_memzero(&bytes, bytes.count)
        sodium_memzero(&encoded, encoded.count)
        return text
    }

    static func read(_ text: UnsafeRawBufferPointer) -> Outcome {
        var line = text[...]
        if line.last == UInt8(ascii: "\n") { line = line.dropLast() }
        guard line.starts(with: prefix) else { return .malformed("it does not begin with xinyu-root-key-1") }
        guard line.count >= count else { return .malformed("it is cut short") }
        guard line.count == count else { return .malformed("it has more than one line of \(count) characters") }
        let encoded = line.dropFirst(prefix.count).prefix(keyLength)
        let check = line.suffix(checksumLength)
        guard line[line.endIndex - checksumLength - 1] == UInt8(ascii: " "),
            var key = Base64Text.decode(utf8: UnsafeRawBufferPointer(rebasing: encoded), .urlSafe),
            let expected = Base64Text.decode(utf8: UnsafeRawBufferPointer(rebasing: check), .urlSafe)
        else { return .malformed("it has characters that do not belong there") }
        guard ConstantTime.areEqual(checksum(of: key), expected) else {
            sodium_memzero(&key, key.count)
            return .malformed("its checksum is wrong")
        }
        return .key(SecretBytes(moving: &key))
    }

    private static func checksum(of key: [UInt8]) -> [UInt8] {
        var message = prefix
        message.reserveCapacity(prefix.count + key.count)
        message += key
        defer { sodium_memzero(&message, message.count) }
        return Array(BLAKE2b.hash(message).prefix(6))
    }
}
