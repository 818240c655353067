/// How the scores of one scale are spread in a group.
public struct ScoreDistribution: Sendable, Equatable {
    /// Percentiles that are given.
    public static let percents = [5, 10, 25, 50, 75, 85, 90, 95]

    public let count: Int
    /// In thousandths, rounded to the nearest.
    public let mean: Int64
    /// By n − 1, in thousandths; nothing where all are alike.
    public let standardDeviation: Int64?
    /// In thousandths, one for each of `percents`: the least score at or below which that part of the group lies.
    public let percentiles: [Int64]

    /// Nothing for a group below the smallest cell.
    ///
    /// - Parameter scores: in thousandths.
    public init?(_ scores: [Int64]) {
        guard scores.count >= SmallCell.leastPeople else { return nil }
        count = scores.count
        let sum = scores.reduce(0.0) { $0 + Double($1) }
        guard let mean = Int64(exactly: (sum / Double(scores.count)).rounded()) else { return nil }
        self.mean = mean
        standardDeviation = SampleDeviation.standardDeviation(of: scores, leastCount: SmallCell.leastPeople)
        let sorted = scores.sorted()
        percentiles = Self.percents.map { percent in
            sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
        }
    }
}
