extension CalendarDate: CustomStringConvertible {
    /// As `2012-09-01`.
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    /// The date written as `2012-09-01`, and in no other way; nothing if it is not one.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The date as schools write it: `2012-09-01`, `2012-9-1`, `2012/9/1`, `2012.9.1`, `20120901`, `2012年9月1日`.
    public init?(schoolText text: some StringProtocol) {
        let scalars = Array(text.unicodeScalars)
        if scalars.count == 8, let digits = Self.number(Array(text.utf8)[...]) {
            self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
            return
        }
        var parts: [[UInt8]] = [[]]
        var separators: [Unicode.Scalar] = []
        for scalar in scalars {
            if ("0"..."9").contains(scalar) {
                parts[parts.count - 1].append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                separators.append(scalar)
                parts.append([])
            }
        }
        let isChinese = separators == ["年", "月", "日"] && parts.last?.isEmpty == true
        if isChinese { parts.removeLast() }
        let isPlain = [["-", "-"], ["/", "/"], [".", "."]].contains(separators)
        guard isChinese || isPlain, parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
            (1...2).contains(parts[2].count), let year = Self.number(parts[0][...]),
            let month = Self.number(parts[1][...]), let day = Self.number(parts[2][...])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

extension CalendarDate: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a date is written as 2026-09-01")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
