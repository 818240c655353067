/// A student's number · 学号 or 学籍号, as the school gives it, in one spelling: capital letters, no spaces.
public struct StudentNumber: Hashable, PersonalValue {
    public let text: String

    /// National numbers (全国学籍号) have 19 characters; schools' own have as few as four.
    public static let lengths = 4...30

    /// The number in `raw`, or nothing: letters A–Z, digits and inner hyphens only. Full-width forms are narrowed.
    public init?(_ raw: some StringProtocol) {
        var bytes: [UInt8] = []
        for scalar in raw.unicodeScalars {
            guard let byte = Self.narrowed(scalar) else { return nil }
            bytes.append(byte)
        }
        let hyphen = UInt8(ascii: "-")
        guard Self.lengths.contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> UInt8? {
        let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
        guard let byte = UInt8(exactly: value) else { return nil }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
            return byte
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return byte - 32
        default: return nil
        }
    }
}
