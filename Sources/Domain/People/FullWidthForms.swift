/// The wide twins of the ASCII characters, which Chinese input methods leave in numbers and codes.
public enum FullWidthForms {
    /// The text with U+FF01–U+FF5E as ASCII and the ideographic space as a space; everything else is left alone.
    public static func narrowed(_ text: String) -> String {
        // Both ranges lie in the encoding's three-byte part: pure ASCII needs no copy.
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
            case 0x3000: narrow.append(" ")
            default: narrow.append(scalar)
            }
        }
        return String(narrow)
    }
}
