extension CalendarDate {
    /// The day as rosters write it: `2012-03-31`, `2012/3/31`, `2012.3.31`, `2012年3月31日` or `20120331`, also in
    /// full-width digits. The year always comes first and has four digits; anything else could mean two days.
    public init?(roster text: String) {
        let narrow = Array(FullWidthForms.narrowed(text).unicodeScalars)
        if narrow.count == 8, narrow.allSatisfy({ ("0"..."9").contains($0) }) {
            let bytes = narrow.map { UInt8(truncatingIfNeeded: $0.value) }
            guard let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[4..<6]),
                let day = Self.number(bytes[6..<8])
            else { return nil }
            self.init(year: year, month: month, day: day)
            return
        }
        let digits = narrow.split(omittingEmptySubsequences: false) { !("0"..."9").contains($0) }
            .map { part in part.map { UInt8(truncatingIfNeeded: $0.value) } }
        let separators = String(String.UnicodeScalarView(narrow.filter { !("0"..."9").contains($0) }))
        switch separators {
        case "--", "//", "..": guard digits.count == 3 else { return nil }
        case "年月日": guard digits.count == 4, digits[3].isEmpty else { return nil }
        default: return nil
        }
        guard digits[0].count == 4, 1...2 ~= digits[1].count, 1...2 ~= digits[2].count,
            let year = Self.number(digits[0]), let month = Self.number(digits[1]), let day = Self.number(digits[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
