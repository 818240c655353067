/// One scale: its bands, and the rule that makes a score of a sheet.
public struct Scale: Sendable {
    let id: StaticString
    let bands: [Band]
    let score: @Sendable (Sheet) -> ScaleScore

    /// A scale with a rule of its own.
    ///
    /// - Parameter score: must be pure.
    public init(_ id: StaticString, bands: [Band] = [], score: @escaping @Sendable (Sheet) -> ScaleScore) {
        self.id = id
        self.bands = bands
        self.score = score
    }

    /// The sum of `items`, times `factor`; incomplete as soon as one is missing.
    ///
    /// - Parameters:
    ///   - reversed: items that count from the other end.
    ///   - codes: the lowest and highest code, which reversing needs.
    ///   - shift: is added to each code first, as -1 where codes from 1 count from 0.
    public static func sum(
        _ id: StaticString, items: [Int], reversed: [Int] = [], codes: ClosedRange<Int64>, shift: Int64 = 0,
        factor: Int64 = 1, bands: [Band] = []
    ) -> Scale {
        Scale(id, bands: bands) { sheet in
            guard let sum = sheet.sum(items, reversed: reversed, codes: codes) else {
                return .incomplete(answered: sheet.answeredCount(items))
            }
            let raw = (sum + shift * Int64(items.count)) * factor * 1_000
            return .complete(raw: raw, answered: items.count, banded: raw)
        }
    }

    /// The mean of `items`, rounded half away from zero to thousandths; incomplete as soon as one is missing.
    ///
    /// The raw score is the sum. Bands are held against the mean. Up to 100 items, a mean is at least ten thousandths
    /// from any whole number that it does not reach, so that rounding moves none over a limit.
    public static func mean(
        _ id: StaticString, items: [Int], reversed: [Int] = [], codes: ClosedRange<Int64>, bands: [Band] = []
    ) -> Scale {
        Scale(id, bands: bands) { sheet in
            guard !items.isEmpty, let sum = sheet.sum(items, reversed: reversed, codes: codes) else {
                return .incomplete(answered: sheet.answeredCount(items))
            }
            let mean = divide(sum * 1_000, by: Int64(items.count))
            return .complete(raw: sum * 1_000, mean: mean, answered: items.count, banded: mean)
        }
    }

    /// `dividend / divisor`, rounded half away from zero.
    public static func divide(_ dividend: Int64, by divisor: Int64) -> Int64 {
        let half = divisor / 2
        return (dividend >= 0 ? dividend + half : dividend - half) / divisor
    }

    /// Index of the band that a score falls into.
    func band(of score: ScaleScore, in sheet: Sheet) -> Int? {
        guard score.isComplete, let banded = score.banded else { return nil }
        let (informant, sex) = (sheet.informant, sheet.sex)
        return bands.firstIndex { $0.holds(banded, by: informant, of: sex) }
    }
}
