/// One scale: its bands, and the rule that makes a score of a sheet.
public struct Scale: Sendable {
    let id: StaticString
    let bands: [Band]
    let rule: @Sendable (Sheet, [Band]) -> ScaleScore

    /// A scale with a rule of its own.
    ///
    /// - Parameter rule: gets the sheet and the bands, and must be pure.
    public init(_ id: StaticString, bands: [Band] = [], rule: @escaping @Sendable (Sheet, [Band]) -> ScaleScore) {
        self.id = id
        self.bands = bands
        self.rule = rule
    }

    /// The sum of `items`, times `factor`; incomplete as soon as one is missing.
    ///
    /// - Parameters:
    ///   - reversed: items that count from the other end.
    ///   - codes: the lowest and highest code, which reversing needs.
    public static func sum(
        _ id: StaticString, items: [Int], reversed: [Int] = [], codes: ClosedRange<Int64>, factor: Int64 = 1,
        bands: [Band] = []
    ) -> Scale {
        Scale(id, bands: bands) { sheet, bands in
            guard let sum = reversedSum(sheet, items, reversed, codes) else {
                return .incomplete(answered: sheet.answeredCount(items))
            }
            let raw = sum * factor * 1_000
            return .complete(raw: raw, answered: items.count, banded: raw, bands: bands)
        }
    }

    /// The mean of `items`, rounded half away from zero to thousandths; incomplete as soon as one is missing.
    ///
    /// The raw score is the sum. Bands are held against the mean.
    public static func mean(
        _ id: StaticString, items: [Int], reversed: [Int] = [], codes: ClosedRange<Int64>, bands: [Band] = []
    ) -> Scale {
        Scale(id, bands: bands) { sheet, bands in
            guard !items.isEmpty, let sum = reversedSum(sheet, items, reversed, codes) else {
                return .incomplete(answered: sheet.answeredCount(items))
            }
            let mean = divide(sum * 1_000, by: Int64(items.count))
            return .complete(raw: sum * 1_000, mean: mean, answered: items.count, banded: mean, bands: bands)
        }
    }

    /// `dividend / divisor`, rounded half away from zero.
    public static func divide(_ dividend: Int64, by divisor: Int64) -> Int64 {
        let half = divisor / 2
        return (dividend >= 0 ? dividend + half : dividend - half) / divisor
    }

    private static func reversedSum(
        _ sheet: Sheet, _ items: [Int], _ reversed: [Int], _ codes: ClosedRange<Int64>
    ) -> Int64? {
        var sum: Int64 = 0
        for item in items {
            guard let code = sheet.answer(item) else { return nil }
            sum += reversed.contains(item) ? codes.lowerBound + codes.upperBound - code : code
        }
        return sum
    }
}
