public import Domain

/// What the rule proposed for an entry of the care list after a measured effect, and what a person said to it.
public struct CareProposalRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let entry: Identifier
    public let student: Identifier
    public let plan: Identifier
    public let verdict: ReliableChange.Verdict
    public let proposal: CareProposal
    /// The level when it was made.
    public let fromLevel: AttentionLevel
    public let toLevel: AttentionLevel
    public let madeAt: Timestamp
    public var state: CareProposalState
    public var decidedAt: Timestamp?
    public var decidedBy: Identifier?
    /// What the entry became.
    public var decidedState: CareState?
    public var decidedLevel: AttentionLevel?
    public var reason: String?

    public init(
        school: Identifier, id: Identifier, entry: Identifier, student: Identifier, plan: Identifier,
        verdict: ReliableChange.Verdict, proposal: CareProposal, fromLevel: AttentionLevel, toLevel: AttentionLevel,
        madeAt: Timestamp, state: CareProposalState = .pending, decidedAt: Timestamp? = nil,
        decidedBy: Identifier? = nil, decidedState: CareState? = nil, decidedLevel: AttentionLevel? = nil,
        reason: String? = nil
    ) {
        self.school = school
        self.id = id
        self.entry = entry
        self.student = student
        self.plan = plan
        self.verdict = verdict
        self.proposal = proposal
        self.fromLevel = fromLevel
        self.toLevel = toLevel
        self.madeAt = madeAt
        self.state = state
        self.decidedAt = decidedAt
        self.decidedBy = decidedBy
        self.decidedState = decidedState
        self.decidedLevel = decidedLevel
        self.reason = reason
    }
}
