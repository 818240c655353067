/// The comparisons of a campaign, counted.
public struct RescoringCounts: Sendable, Equatable {
    public struct ScaleCounts: Sendable, Equatable {
        public let scale: String
        var counts: [ResultComparison.Change: Int] = [:]

        public func count(_ change: ResultComparison.Change) -> Int { counts[change] ?? 0 }
    }

    /// Students with both results.
    public private(set) var compared = 0
    /// Sheets that had no result before.
    public private(set) var firstResults = 0
    /// In the order in which they were met.
    public private(set) var scales: [ScaleCounts] = []
    public private(set) var newCriticalItems = 0
    public private(set) var levelUp = 0
    public private(set) var levelDown = 0

    public init() {}

    public mutating func add(_ comparison: ResultComparison) {
        compared += 1
        for change in comparison.scales {
            if let index = scales.firstIndex(where: { $0.scale == change.scale }) {
                scales[index].counts[change.change, default: 0] += 1
            } else {
                scales.append(ScaleCounts(scale: change.scale, counts: [change.change: 1]))
            }
        }
        if !comparison.newCriticalItems.isEmpty { newCriticalItems += 1 }
        if comparison.levelAfter > comparison.levelBefore { levelUp += 1 }
        if comparison.levelAfter < comparison.levelBefore { levelDown += 1 }
    }

    public mutating func addFirstResult() { firstResults += 1 }
}
