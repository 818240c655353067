/// Whether a change between two measurements is more than the instrument's own error.
///
/// Jacobson & Truax (1991), J Consult Clin Psychol 59:12–19: the standard error of the difference is
/// SD · √2 · √(1 − r); a change of 1.96 of it, either way, is reliable (p < .05).
public struct ReliableChange: Sendable, Hashable {
    public enum Direction: String, Sendable, Codable {
        case higherIsWorse = "HIGHER_IS_WORSE"
        case higherIsBetter = "HIGHER_IS_BETTER"
    }

    public enum Verdict: String, Sendable {
        case improved
        case unchanged
        case worse
    }

    /// |index| from here on is reliable, in thousandths.
    public static let threshold: Int64 = 1960

    /// The index in thousandths, rounded to the nearest, halves away from zero; positive when the score rose.
    public let index: Int64
    public let verdict: Verdict

    /// Nothing when reliability or deviation are no figures of an instrument: the reliability must be from 0 to below
    /// 1, the deviation above 0. Nothing either when the scores are so far apart that no index can hold it.
    ///
    /// - Parameters: all in thousandths.
    public init?(
        before: Int64, after: Int64, standardDeviation: Int64, reliability: Int64, direction: Direction
    ) {
        guard standardDeviation > 0, reliability >= 0, reliability < 1000 else { return nil }
        // Whole numbers until the division, so that an index which is exactly on the threshold comes out so: the root
        // is that of 2 · (1 − r), a thousandfold.
        let root = Double(2000 * (1000 - reliability)).squareRoot()
        // Scores come from an instrument, and two of them can be further apart than an integer counts.
        let change = Double(after) - Double(before)
        let rounded = (change * 1_000_000 / (Double(standardDeviation) * root)).rounded(.toNearestOrAwayFromZero)
        guard let whole = Int64(exactly: rounded) else { return nil }
        index = whole
        if rounded.magnitude < Double(Self.threshold) {
            verdict = .unchanged
        } else {
            let isWorse = (index > 0) == (direction == .higherIsWorse)
            verdict = isWorse ? .worse : .improved
        }
    }
}
