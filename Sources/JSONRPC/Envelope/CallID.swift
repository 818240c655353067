/// A call's id as its raw JSON text, which is echoed byte for byte: `7`, `"a"`, `9007199254740993`, `1.50`, `null`.
///
/// Two ids are the same when their texts are.
struct CallID: Hashable, Sendable {
    /// In bytes; a longer one is refused.
    static let longest = 256

    static let null = CallID(Array("null".utf8))

    let text: [UInt8]

    init(_ text: [UInt8]) { self.text = text }
}
