public import Vault

/// A public key with a name, as signed notes know it (C2SP signed-note).
///
/// Its text, a *vkey*, is `<name>+<id>+<base64 of 0x01 and the key>`; the id is the first four bytes of
/// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), in hexadecimal digits.
public struct NoteKey: Sendable, Hashable {
    /// Ed25519.
    private static let algorithm: UInt8 = 1

    public let name: String
    public let key: VerifyKey
    /// Four bytes.
    public let id: [UInt8]

    /// Nothing if the name is empty, or has a plus sign, white space or control characters.
    public init?(name: String, key: VerifyKey) {
        guard NoteKey.isName(name) else { return nil }
        self.name = name
        self.key = key
        let message = Array(name.utf8) + [0x0A, NoteKey.algorithm] + key.bytes
        id = Array(SHA256Digest(of: message).bytes.prefix(4))
    }

    /// Reads what `text` writes, and no other way to write it.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64Text.decode(parts[2]), bytes.first == NoteKey.algorithm,
            let key = VerifyKey(bytes: Array(bytes.dropFirst()))
        else { return nil }
        self.init(name: String(parts[0]), key: key)
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    public var text: String {
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = String(decoding: id.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        return name + "+" + hexadecimal + "+" + Base64Text.encode([NoteKey.algorithm] + key.bytes)
    }

    static func isName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+" && $0.value != 0x7F
            }
    }
}
