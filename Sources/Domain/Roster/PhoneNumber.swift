/// A telephone number as people write it: 5 to 20 digits, with blanks, hyphens, brackets or a plus for the country.
enum PhoneNumber {
    /// The number in ASCII, otherwise as written; nothing if it breaks the rule.
    static func read(_ text: String) -> String? {
        let narrow = FullWidthForms.narrowed(text)
        var digits = 0
        for (place, byte) in narrow.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): continue
            case UInt8(ascii: "+") where place == 0: continue
            default: return nil
            }
        }
        return 5...20 ~= digits ? narrow : nil
    }
}
