/// How well a score tells those with a criterion from those without, as a receiver operating characteristic.
public struct OperatingCurve: Sendable, Equatable {
    /// What deciding by one score would do.
    public struct Point: Sendable, Equatable {
        /// In thousandths: at and beyond it, toward the worse, the score counts as positive.
        public let cutoff: Int64
        /// Of those with the criterion, the part that is positive.
        public let sensitivity: Double
        /// Of those without, the part that is negative.
        public let specificity: Double

        /// Youden (1950), Cancer 3:32–35: sensitivity + specificity − 1.
        public var youden: Double { sensitivity + specificity - 1 }
    }

    /// Each score that occurs, the gravest first.
    public let points: [Point]
    /// The chance that one with the criterion scores worse than one without, a tie for half.
    public let area: Double
    /// Hanley & McNeil (1982), Radiology 143:29–36.
    public let standardError: Double
    public let withCriterion: Int
    public let withoutCriterion: Int

    /// Of the points with the greatest Youden index the one that finds most.
    public var best: Point? { points.max { ($0.youden, $0.sensitivity) < ($1.youden, $1.sensitivity) } }

    /// Nothing unless there are `least` with and `least` without the criterion.
    ///
    /// - Parameters:
    ///   - scores: in thousandths.
    ///   - criterion: whether it holds, one for each score.
    public init?(scores: [Int64], criterion: [Bool], direction: ReliableChange.Direction, least: Int) {
        guard scores.count == criterion.count else { return nil }
        let known = zip(scores, criterion)
        self.init(
            with: ScoreHistogram(known.filter(\.1).map(\.0)), without: ScoreHistogram(known.filter { !$0.1 }.map(\.0)),
            direction: direction, least: least)
    }

    /// The same, of scores that are counted already.
    public init?(with: ScoreHistogram, without: ScoreHistogram, direction: ReliableChange.Direction, least: Int) {
        withCriterion = with.count
        withoutCriterion = without.count
        guard withCriterion >= max(1, least), withoutCriterion >= max(1, least) else { return nil }
        let occurring = Set(with.counts.keys).union(without.counts.keys).sorted()
        let (positives, negatives) = (Double(withCriterion), Double(withoutCriterion))
        var (found, wrong, area) = (0.0, 0.0, 0.0)
        var points: [Point] = []
        for cutoff in direction == .higherIsWorse ? occurring.reversed() : occurring {
            let (foundBefore, wrongBefore) = (found, wrong)
            found += Double(with.counts[cutoff] ?? 0)
            wrong += Double(without.counts[cutoff] ?? 0)
            area += (wrong - wrongBefore) * (found + foundBefore) / 2
            points.append(
                Point(cutoff: cutoff, sensitivity: found / positives, specificity: 1 - wrong / negatives))
        }
        self.points = points
        self.area = area / (positives * negatives)
        let size = self.area
        let (first, second) = (size / (2 - size), 2 * size * size / (1 + size))
        let variance =
            (size * (1 - size) + (positives - 1) * (first - size * size) + (negatives - 1) * (second - size * size))
            / (positives * negatives)
        standardError = max(0, variance).squareRoot()
    }
}
