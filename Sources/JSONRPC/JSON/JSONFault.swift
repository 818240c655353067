/// Why a text is not JSON, and where. Says nothing of what the text holds.
struct JSONFault: Error, Equatable {
    enum Reason: String {
        case endsTooEarly = "the text ends too early"
        case unexpectedByte = "unexpected byte"
        case controlCharacter = "control character in a string"
        case badEscape = "unknown escape in a string"
        case loneSurrogate = "lone surrogate in a string"
        case badUTF8 = "not UTF-8"
        case badNumber = "malformed number"
        case nestedTooDeep = "nested too deep"
        case textAfterValue = "text after the value"
    }

    let reason: Reason
    /// In bytes from the start of the text.
    let offset: Int

    var message: String { "not JSON: \(reason.rawValue) at byte \(offset)" }
}
