/// A telephone number in digits, with `+` in front if it was given with the country's code.
public struct PhoneNumber: Hashable, PersonalValue {
    public let text: String

    /// The number in `raw`, or nothing. Spaces, hyphens and brackets are taken out; 7 to 15 digits must be left (E.164).
    /// A number of eleven digits that starts with 1 must be a mobile number (13–19).
    public init?(_ raw: some StringProtocol) {
        var kept: [UInt8] = []
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "0"..."9": kept.append(UInt8(truncatingIfNeeded: scalar.value))
            case "+" where kept.isEmpty: kept.append(UInt8(ascii: "+"))
            case " ", "-", "(", ")", "（", "）": continue
            default: return nil
            }
        }
        let digits = kept.first == UInt8(ascii: "+") ? kept.dropFirst() : kept[...]
        guard (7...15).contains(digits.count) else { return nil }
        if digits.count == kept.count, kept.count == 11, kept[0] == UInt8(ascii: "1") {
            guard (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(kept[1]) else { return nil }
        }
        text = String(decoding: kept, as: UTF8.self)
    }
}
