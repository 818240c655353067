public import Domain

/// What a client shows for each call once it has logged in: `xys_` and 32 random bytes in base64url. Only its hash is
/// stored.
public struct SessionToken: Sendable, Hashable {
    private static let prefix = "xys_"
    private static let byteCount = 32

    private let bytes: [UInt8]

    public init(randomFrom random: any RandomSource) {
        bytes = random.bytes(SessionToken.byteCount)
    }

    /// Reads what `text` writes, or nothing.
    public init?(text: some StringProtocol) {
        guard text.hasPrefix(SessionToken.prefix),
            let bytes = Base64Text.decode(text.dropFirst(SessionToken.prefix.count), .urlSafe),
            bytes.count == SessionToken.byteCount
        else { return nil }
        self.bytes = bytes
    }

    /// For the client, and nobody else. Never log it.
    public var text: String { SessionToken.prefix + Base64Text.encode(bytes, .urlSafe) }

    /// What is stored and looked up, 32 bytes: BLAKE2b over a label and the bytes. A token has 256 random bits, so it
    /// takes no key and no cost.
    public var hash: [UInt8] { BLAKE2b.hash(Array("xinyu session token 1".utf8) + bytes) }
}

extension SessionToken: CustomStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
