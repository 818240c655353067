public import Domain

/// A code that a person copies from paper once: ten characters of Crockford's base32, which has no `I`, `L`, `O` and
/// `U`; 50 bits. Written as two groups, `7K2MX-9QWD4`.
///
/// So few bits could be tried out on a stolen table of plain hashes, hence its hash is made with the index key.
public struct OneTimeCode: Sendable, Hashable {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 10

    private let characters: [UInt8]

    public init(randomFrom random: any RandomSource) {
        // 256 is a multiple of 32, so each character is as likely as any other.
        characters = random.bytes(OneTimeCode.length).map { OneTimeCode.alphabet[Int($0 & 31)] }
    }

    /// Reads a code as people type it: small letters, spaces and hyphens anywhere, `o` for zero, `i` and `l` for one.
    public init?(text: some StringProtocol) {
        var characters: [UInt8] = []
        for character in text.utf8 {
            switch character {
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            case UInt8(ascii: "o"), UInt8(ascii: "O"): characters.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                characters.append(UInt8(ascii: "1"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): characters.append(character - 32)
            default: characters.append(character)
            }
        }
        guard characters.count == OneTimeCode.length, characters.allSatisfy(OneTimeCode.alphabet.contains) else {
            return nil
        }
        self.characters = characters
    }

    /// For the person it is meant for. Never log it.
    public var text: String {
        String(decoding: characters.prefix(5) + [UInt8(ascii: "-")] + characters.suffix(5), as: UTF8.self)
    }

    /// What is stored and looked up, 32 bytes.
    public func hash(with key: IndexKey) -> [UInt8] { key.hash(characters, label: "xinyu one-time code 1") }
}

extension OneTimeCode: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
