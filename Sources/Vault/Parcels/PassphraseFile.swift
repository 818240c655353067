internal import CSodium
public import Domain

/// A file that a passphrase opens, for somebody who has no account here:
///
///     xinyu-sealed-1 argon2id <operations> <bytes of memory> <salt, base64 url-safe>     a line of text
///     the stream under the key that Argon2id makes of the passphrase (see `SealedStream`)
///
/// The passphrase is taken as its UTF-8 bytes, without a line end.
public enum PassphraseFile {
    static let version = "xinyu-sealed-1"
    /// Shorter ones are refused: who has the file tries at leisure.
    public static let fewestCharacters = 12
    /// What opening may cost at most: a file could ask for any amount.
    private static let mostMemory = 1 << 30
    private static let mostOperations: UInt64 = 16

    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// It does not begin as such a file does.
        case notSealed
        /// The passphrase is another, or the file was changed.
        case doesNotOpen
        case tooShort
        case notEnoughMemory

        public var description: String {
            switch self {
            case .notSealed: "this is not a file sealed with a passphrase (\(PassphraseFile.version))"
            case .doesNotOpen: "the passphrase does not open this file, or the file was changed"
            case .tooShort: "the passphrase needs \(PassphraseFile.fewestCharacters) characters or more"
            case .notEnoughMemory: "there is not enough memory to open this file"
            }
        }
    }

    public static func seal(
        _ plaintext: [UInt8], with passphrase: String, cost: HashingCost, random: any RandomSource
    ) throws(Failure) -> [UInt8] {
        guard passphrase.count >= fewestCharacters else { throw .tooShort }
        let salt = random.bytes(Int(crypto_pwhash_SALTBYTES))
        let key = try key(of: passphrase, salt, cost.operations, cost.memory)
        let head = "\(version) argon2id \(cost.operations) \(cost.memory) \(Base64Text.encode(salt, .urlSafe))\n"
        return Array(head.utf8) + SealedStream.seal(plaintext, with: key)
    }

    public static func open(_ file: [UInt8], with passphrase: String) throws(Failure) -> [UInt8] {
        guard let end = file.prefix(256).firstIndex(of: UInt8(ascii: "\n")) else { throw .notSealed }
        let parts = String(decoding: file[..<end], as: UTF8.self).split(separator: " ")
        guard parts.count == 5, parts[0] == version, parts[1] == "argon2id", let operations = UInt64(parts[2]),
            let memory = Int(parts[3]), let salt = Base64Text.decode(parts[4], .urlSafe),
            salt.count == Int(crypto_pwhash_SALTBYTES), (1...mostOperations).contains(operations),
            (8_192...mostMemory).contains(memory)
        else { throw .notSealed }
        let key = try key(of: passphrase, salt, operations, memory)
        guard let plaintext = SealedStream.open(file[(end + 1)...], with: key) else { throw .doesNotOpen }
        return plaintext
    }

    private static func key(
        of passphrase: String, _ salt: [UInt8], _ operations: UInt64, _ memory: Int
    ) throws(Failure) -> SecretBytes {
        var text = passphrase.utf8.map { CChar(bitPattern: $0) }
        defer { sodium_memzero(&text, text.count) }
        var code: Int32 = -1
        let key = SecretBytes(count: SealedStream.keyCount, in: .guarded) { target in
            code = crypto_pwhash(
                target, UInt64(SealedStream.keyCount), text, UInt64(text.count), salt, operations, memory,
                crypto_pwhash_ALG_ARGON2ID13)
        }
        guard code == 0 else { throw .notEnoughMemory }
        return key
    }
}
