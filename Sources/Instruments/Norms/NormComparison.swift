/// One result beside what was found in people of the same group: made by the host, in whole numbers, so that the same
/// comes out of the same on every machine and in every year.
public struct NormComparison: Sendable, Equatable {
    public enum Outcome: UInt8, Sendable, CaseIterable {
        case compared = 0
        /// The norms have no table for this scale and informant.
        case noTable = 1
        /// The student is in no cell of the table, or it is not known whether.
        case noCell = 2
        /// The scale has no such score: it is incomplete.
        case noScore = 3
        /// The norms are for other versions of the instrument.
        case otherVersion = 4
    }

    /// One scale. All in thousandths; nothing where the table gives no rule for it.
    public struct Scale: Sendable, Equatable {
        public let id: String
        public let outcome: Outcome
        /// Which cell of the table.
        public let cell: Int?
        /// (score − mean) / SD, rounded to the nearest, halves away from zero.
        public let z: Int64?
        public let t: Int64?
        /// In thousandths of a percent: at least this part of the group has this score or a lower one; 0 below the
        /// first percentile that the table gives.
        public let percentile: Int64?

        init(
            _ id: String, _ outcome: Outcome, cell: Int? = nil, z: Int64? = nil, t: Int64? = nil,
            percentile: Int64? = nil
        ) {
            self.id = id
            self.outcome = outcome
            self.cell = cell
            self.z = z
            self.t = t
            self.percentile = percentile
        }
    }

    /// What was known of the student when the sheet was filled in: kept, since grade and class change.
    public let context: SheetContext
    /// Nothing where no norms were in use for the instrument.
    public let reference: NormReference?
    /// In the instrument's order; empty without norms.
    public let scales: [Scale]

    init(context: SheetContext, reference: NormReference?, scales: [Scale]) {
        self.context = context
        self.reference = reference
        self.scales = scales
    }

    /// - Parameter norms: nothing where none are in use; then the context alone is kept.
    public init(
        _ score: InstrumentScore, of instrument: InstrumentReference, in context: SheetContext, with norms: NormFile?
    ) {
        self.init(
            context: context, reference: norms?.reference,
            scales: norms.map { norms in score.scales.map { Self.compare($0, instrument, context, norms.tables) } }
                ?? [])
    }

    private static func compare(
        _ scale: InstrumentScore.Scale, _ instrument: InstrumentReference, _ context: SheetContext, _ norms: NormTables
    ) -> Scale {
        guard norms.instrument == instrument.id, norms.instrumentVersions.contains(instrument.version) else {
            return Scale(scale.id, .otherVersion)
        }
        let found = norms.tables.first {
            $0.scale == scale.id && ($0.informant == nil || $0.informant == context.informant)
        }
        guard let table = found else { return Scale(scale.id, .noTable) }
        // A prorated score of an incomplete scale is an estimate, and no norm is about it.
        guard scale.state == .complete, let score = scale.score(table.score) else { return Scale(scale.id, .noScore) }
        guard let (place, cell) = table.cell(of: context) else { return Scale(scale.id, .noCell) }
        return Scale(
            scale.id, .compared, cell: place, z: cell.deviations(score, times: 1_000),
            t: table.tScore.flatMap { cell.t(score, by: $0) }, percentile: cell.percentile(score))
    }
}

extension NormTables.Cell {
    /// How many deviations a score is from the mean, in units of 1/`times`.
    fileprivate func deviations(_ score: Int64, times: Int64) -> Int64? {
        guard let mean, let standardDeviation else { return nil }
        let (difference, isBeyond) = score.subtractingReportingOverflow(mean)
        let (product, overflows) = difference.multipliedReportingOverflow(by: times)
        // No instrument scores so; a score that cannot be compared has no comparison.
        guard !isBeyond, !overflows else { return nil }
        let (whole, rest) = product.quotientAndRemainder(dividingBy: standardDeviation)
        let roundsAway = 2 * rest.magnitude >= standardDeviation.magnitude
        return roundsAway ? whole + product.signum() : whole
    }

    fileprivate func t(_ score: Int64, by rule: NormTables.TRule) -> Int64? {
        switch rule {
        case .linear: deviations(score, times: 10_000).map { 50_000 + $0 }
        case .table: tScores?.last { $0.score <= score }?.t
        }
    }

    fileprivate func percentile(_ score: Int64) -> Int64? {
        percentiles.map { percentiles in Int64(percentiles.last { $0.score <= score }?.percent ?? 0) }
    }
}
