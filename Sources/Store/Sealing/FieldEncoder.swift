public import Domain

/// Puts several fields into the bytes of one sealed column:
///
///     { tag (1) ‖ length (LEB128) ‖ bytes } …
///
/// A reader skips tags it does not know, so that fields can be added without touching what is stored. A tag may come
/// several times, for a list. What is absent is not written. Numbers are two's complement, most significant byte
/// first, in as few bytes as hold them.
public struct FieldEncoder: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func put(_ tag: UInt8, bytes value: [UInt8]?) {
        guard let value else { return }
        begin(tag, count: value.count)
        bytes += value
    }

    public mutating func put(_ tag: UInt8, _ text: String?) {
        guard let text else { return }
        begin(tag, count: text.utf8.count)
        bytes += text.utf8
    }

    public mutating func put(_ tag: UInt8, _ texts: [String]) {
        for text in texts { put(tag, text) }
    }

    public mutating func put(_ tag: UInt8, _ number: Int64?) {
        guard let number else { return }
        let count = (64 - (number < 0 ? ~number : number).leadingZeroBitCount) / 8 + 1
        begin(tag, count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(8 * index)))
        }
    }

    public mutating func put(_ tag: UInt8, _ identifier: Identifier?) { put(tag, bytes: identifier?.bytes) }

    public mutating func put(_ tag: UInt8, _ moment: Timestamp?) { put(tag, moment?.milliseconds) }

    public mutating func put(_ tag: UInt8, _ state: (some RawRepresentable<String>)?) { put(tag, state?.rawValue) }

    /// Fields within a field.
    public mutating func put(_ tag: UInt8, nested body: (inout FieldEncoder) -> Void) {
        var nested = FieldEncoder()
        body(&nested)
        put(tag, bytes: nested.bytes)
    }

    private mutating func begin(_ tag: UInt8, count: Int) {
        bytes.append(tag)
        var rest = count
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
