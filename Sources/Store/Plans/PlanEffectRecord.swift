public import Domain

/// A measured effect of a plan: two results of one instrument, and what lies between them.
public struct PlanEffectRecord: Sendable, Equatable {
    public let instrumentID: String
    public let scaleID: String
    public let before: Identifier
    public let after: Identifier
    /// In thousandths, as the index.
    public let beforeScore: Int64
    public let afterScore: Int64
    public let index: Int64
    public let standardDeviation: Int64
    public let reliability: Int64
    /// Where deviation and reliability come from.
    public let basis: String
    public let verdict: ReliableChange.Verdict
    /// Nothing where there was no entry of the care list to propose for.
    public let proposal: CareProposal?
    public let at: Timestamp

    public init(
        instrumentID: String, scaleID: String, before: Identifier, after: Identifier, beforeScore: Int64,
        afterScore: Int64, index: Int64, standardDeviation: Int64, reliability: Int64, basis: String,
        verdict: ReliableChange.Verdict, proposal: CareProposal?, at: Timestamp
    ) {
        self.instrumentID = instrumentID
        self.scaleID = scaleID
        self.before = before
        self.after = after
        self.beforeScore = beforeScore
        self.afterScore = afterScore
        self.index = index
        self.standardDeviation = standardDeviation
        self.reliability = reliability
        self.basis = basis
        self.verdict = verdict
        self.proposal = proposal
        self.at = at
    }

    /// What is sealed of it.
    var measure: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, beforeScore)
        fields.put(2, afterScore)
        fields.put(3, index)
        fields.put(4, proposal)
        fields.put(5, standardDeviation)
        fields.put(6, reliability)
        fields.put(7, basis)
        return fields.bytes
    }
}
