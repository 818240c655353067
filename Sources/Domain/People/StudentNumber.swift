/// The number by which the school knows a student · 学号: 1 to 32 letters, digits and hyphens of ASCII.
public struct StudentNumber: Hashable, Sendable {
    /// In ASCII, in the case in which it was written.
    public let text: String

    /// Reads a number in any width; nothing if it breaks the rule.
    public init?(_ text: String) {
        let narrow = FullWidthForms.narrowed(text)
        guard 1...32 ~= narrow.utf8.count, narrow.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = narrow
    }

    private static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension StudentNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the number, so that no log or message can come to hold it.
    public var description: String { "StudentNumber" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
