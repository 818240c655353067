/// From when on something about a sheet is told: configuration (`config/rules/validity.json`), since no limit holds for
/// every age and every instrument. Each limit says where it comes from.
public struct ValidityRules: Sendable, Equatable, Codable {
    /// A part of what there is, in percent.
    public struct Share: Sendable, Equatable, Codable {
        public let percent: Int
        /// Shorter sheets show nothing by it.
        public let leastItems: Int
        public let source: String

        public init(percent: Int, leastItems: Int = 1, source: String) {
            self.percent = percent
            self.leastItems = leastItems
            self.source = source
        }
    }

    public struct Speed: Sendable, Equatable, Codable {
        /// Reading and marking an item takes longer than this.
        public let floorMilliseconds: Int
        public let percent: Int
        public let source: String

        public init(floorMilliseconds: Int, percent: Int, source: String) {
            self.floorMilliseconds = floorMilliseconds
            self.percent = percent
            self.source = source
        }
    }

    public struct Spread: Sendable, Equatable, Codable {
        /// In thousandths of the answer range: a smaller standard deviation is told.
        public let below: Int
        public let leastItems: Int
        public let source: String

        public init(below: Int, leastItems: Int, source: String) {
            self.below = below
            self.leastItems = leastItems
            self.source = source
        }
    }

    public let missing: Share
    public let speed: Speed
    public let longestRun: Share
    public let variance: Spread
    public let contradictoryPairs: Share

    public init(missing: Share, speed: Speed, longestRun: Share, variance: Spread, contradictoryPairs: Share) {
        self.missing = missing
        self.speed = speed
        self.longestRun = longestRun
        self.variance = variance
        self.contradictoryPairs = contradictoryPairs
    }

    /// What is told of a sheet, in the order of the kinds.
    public func findings(about sheet: ValidityEvidence) -> [ValidityFinding] {
        let items = sheet.items.count
        let critical = sheet.items.filter(\.isCritical)
        // What was passed over takes no time to be answered.
        let timed = sheet.items.filter { $0.answer != nil }.compactMap(\.milliseconds)
        let contradictions = sheet.contradictions
        return [
            share(.missing, sheet.missing, of: items, missing),
            share(
                .criticalItemMissing, critical.count { $0.answer == nil }, of: critical.count,
                Share(percent: 0, source: missing.source)),
            share(
                .speed, timed.count { $0 < speed.floorMilliseconds }, of: timed.count,
                Share(percent: speed.percent, source: speed.source)),
            share(.longestRun, sheet.longestRun, of: items, longestRun),
            spread(sheet),
            share(.contradictoryPairs, contradictions.count, of: contradictions.answered, contradictoryPairs),
        ].compactMap(\.self)
            + sheet.flags.map { flag in
                ValidityFinding(
                    kind: .instrument, flag: flag.id, value: flag.score?.value ?? 1, total: flag.score?.most ?? 0,
                    limit: flag.score.map { $0.limit ?? 0 } ?? 1, source: flag.source)
            }
    }

    private func share(_ kind: ValidityFinding.Kind, _ value: Int, of total: Int, _ rule: Share) -> ValidityFinding? {
        // The least whole number that is this part of the total, and never none.
        let limit = max(1, (total * rule.percent + 99) / 100)
        guard total >= rule.leastItems, value >= limit else { return nil }
        return ValidityFinding(kind: kind, value: value, total: total, limit: limit, source: rule.source)
    }

    private func spread(_ sheet: ValidityEvidence) -> ValidityFinding? {
        guard sheet.items.count - sheet.missing >= variance.leastItems, let value = sheet.variance,
            value < variance.below
        else { return nil }
        return ValidityFinding(kind: .variance, value: value, total: 0, limit: variance.below, source: variance.source)
    }
}
