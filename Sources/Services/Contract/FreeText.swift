internal import JSONRPC

/// Text that a person writes: a reason, notes, advice.
enum FreeText {
    /// Bytes that one text may have; long enough for the notes of a long interview.
    static let mostBytes = 64 * 1024

    /// The text without blanks at its ends; it must say something.
    static func required(_ text: String, field: String) throws(RPCError) -> String {
        let trimmed = try optional(text, field: field)
        guard let trimmed else { throw .invalidArgument(field: field, description: "must not be empty") }
        return trimmed
    }

    /// Nothing for a text of blanks.
    static func optional(_ text: String, field: String) throws(RPCError) -> String? {
        guard text.utf8.count <= mostBytes else {
            throw .invalidArgument(field: field, description: "is longer than \(mostBytes) bytes")
        }
        let trimmed = text.drop(while: \.isWhitespace)
        guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(trimmed[...last])
    }
}
