/// Results of one scale one after another, each compared with the first by the reliable change index: whether a plan
/// works, and since when.
public struct EffectSeries: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
        public let at: Timestamp
        /// In thousandths.
        public let score: Int64
        /// Against the first; nothing at the first itself.
        public let change: ReliableChange?
    }

    public let points: [Point]
    /// The smallest difference of scores that is reliable, in thousandths.
    public let reliableDifference: Int64

    /// Nothing where the figures give no index (see `ReliableChange`), or without a score.
    ///
    /// - Parameter scores: in thousandths, in any order; the earliest is the baseline.
    public init?(
        _ scores: [(at: Timestamp, score: Int64)], standardDeviation: Int64, reliability: Int64,
        direction: ReliableChange.Direction
    ) {
        let ordered = scores.sorted { $0.at < $1.at }
        guard let baseline = ordered.first, standardDeviation > 0, 0..<1000 ~= reliability else { return nil }
        var points = [Point(at: baseline.at, score: baseline.score, change: nil)]
        for (at, score) in ordered.dropFirst() {
            guard
                let change = ReliableChange(
                    before: baseline.score, after: score, standardDeviation: standardDeviation,
                    reliability: reliability, direction: direction)
            else { return nil }
            points.append(Point(at: at, score: score, change: change))
        }
        self.points = points
        // 1.96 · SD · √(2 · (1 − r)), as in ReliableChange.
        let root = Double(2000 * (1000 - reliability)).squareRoot()
        let difference = Double(ReliableChange.threshold) * Double(standardDeviation) * root / 1_000_000
        guard let whole = Int64(exactly: difference.rounded(.up)) else { return nil }
        reliableDifference = whole
    }
}
