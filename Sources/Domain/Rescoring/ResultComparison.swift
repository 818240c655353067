/// What two versions of an instrument make of one sheet, held against each other.
public struct ResultComparison: Sendable, Equatable {
    /// One version's word on one scale.
    public struct Scale: Sendable, Equatable {
        /// The banded score in thousandths; nothing where the scale is incomplete.
        public let score: Int64?
        public let band: String?
        /// All scores of the scale, by which it is the same or not.
        public let scores: [Int64?]

        public init(score: Int64?, band: String?, scores: [Int64?]) {
            self.score = score
            self.band = band
            self.scores = scores
        }
    }

    /// One version's word on the sheet.
    public struct Side: Sendable, Equatable {
        public let scales: [String: Scale]
        public let criticalItems: Set<String>
        public let level: AttentionLevel

        public init(scales: [String: Scale], criticalItems: Set<String>, level: AttentionLevel) {
            self.scales = scales
            self.criticalItems = criticalItems
            self.level = level
        }
    }

    public enum Change: String, Sendable, CaseIterable {
        case same
        /// A score differs, the band does not.
        case score
        /// The band is nearer to the worse end.
        case bandUp
        case bandDown
        /// There is a score or a band on one side only, or the bands stand in no order.
        case otherwise
    }

    public struct ScaleChange: Sendable, Equatable {
        public let scale: String
        public let change: Change
        public let before: Scale?
        public let after: Scale?
    }

    /// In the order of `severity`, then those that only the former version has.
    public let scales: [ScaleChange]
    /// Sorted.
    public let newCriticalItems: [String]
    public let levelBefore: AttentionLevel
    public let levelAfter: AttentionLevel

    /// - Parameter severity: for each scale of the new version its bands from the best to the worst.
    public init(_ before: Side, _ after: Side, severity: [(scale: String, bands: [String])]) {
        var scales = severity.compactMap { scale, bands in
            Self.change(of: scale, before.scales[scale], after.scales[scale], bands)
        }
        let known = Set(severity.map(\.scale))
        for scale in before.scales.keys.sorted() where !known.contains(scale) {
            if let change = Self.change(of: scale, before.scales[scale], after.scales[scale], []) {
                scales.append(change)
            }
        }
        self.scales = scales
        newCriticalItems = after.criticalItems.subtracting(before.criticalItems).sorted()
        levelBefore = before.level
        levelAfter = after.level
    }

    /// Whether a counsellor should look at the student again.
    public var isWorthALook: Bool {
        !newCriticalItems.isEmpty || levelBefore != levelAfter
            || scales.contains { $0.change != .same && $0.change != .score }
    }

    private static func change(
        of scale: String, _ before: Scale?, _ after: Scale?, _ bands: [String]
    ) -> ScaleChange? {
        guard before != nil || after != nil else { return nil }
        return ScaleChange(scale: scale, change: kind(before, after, bands), before: before, after: after)
    }

    private static func kind(_ before: Scale?, _ after: Scale?, _ bands: [String]) -> Change {
        guard let before, let after else { return .otherwise }
        if before == after { return .same }
        guard (before.score == nil) == (after.score == nil), (before.band == nil) == (after.band == nil) else {
            return .otherwise
        }
        if before.band == after.band { return .score }
        guard let former = before.band.flatMap(bands.firstIndex(of:)),
            let new = after.band.flatMap(bands.firstIndex(of:))
        else { return .otherwise }
        return new > former ? .bandUp : .bandDown
    }
}
