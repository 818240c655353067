/// Where one value lies in a text, and of what kind it is.
struct JSONValue {
    enum Kind { case object, array, string, number, boolean, null }

    let kind: Kind
    /// The value's bytes; those of a string include its quotes.
    let range: Range<Int>
    /// A string that reads otherwise than it is written.
    let hasEscapes: Bool

    /// Kind by the first byte of a value that has been found valid.
    static func kind(of first: UInt8) -> Kind {
        switch first {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }
}
