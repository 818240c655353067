/// How the scores of one scale are spread in a group.
public struct ScoreDistribution: Sendable, Equatable {
    /// Percentiles that are given.
    public static let percents = [5, 10, 25, 50, 75, 85, 90, 95]

    public let count: Int
    /// In thousandths, rounded to the nearest.
    public let mean: Int64
    /// By n − 1, in thousandths; nothing where all are alike.
    public let standardDeviation: Int64?
    /// In thousandths, one for each of `percents`: the least score at or below which that part of the group lies. Nothing
    /// where fewer than ten people are at or below it, or at or above it: that would be the score of somebody.
    public let percentiles: [Int64?]

    /// Nothing for a group below the smallest cell.
    ///
    /// - Parameter scores: in thousandths.
    public init?(_ scores: [Int64]) { self.init(ScoreHistogram(scores)) }

    /// The same, of scores that are counted already.
    public init?(_ scores: ScoreHistogram) {
        guard scores.count >= SmallCell.leastPeople, let mean = scores.mean else { return nil }
        count = scores.count
        self.mean = mean
        standardDeviation = scores.standardDeviation
        let ascending = scores.ascending
        percentiles = Self.percents.map { percent in
            let wanted = max(1, (scores.count * percent + 99) / 100)
            var upTo = 0
            for (value, count) in ascending {
                upTo += count
                guard upTo >= wanted else { continue }
                let from = scores.count - upTo + count
                return upTo >= SmallCell.leastPeople && from >= SmallCell.leastPeople ? value : nil
            }
            return nil
        }
    }
}
