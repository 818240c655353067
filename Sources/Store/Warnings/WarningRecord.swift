public import Domain

/// An early warning, as stored.
public struct WarningRecord: Sendable, Equatable {
    /// What kind of thing raised it.
    public enum Source: String, Sendable, CaseIterable {
        case sheet, observation, information, notice
        case absence, hotline, external
        case freeText = "free_text"
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let schoolClass: Identifier?
    public let source: Source
    /// The sheet, or the signal.
    public let sourceID: Identifier?
    public var state: WarningState
    public let suggestedLevel: AttentionLevel
    public var confirmedLevel: AttentionLevel?
    /// Which rules fired, with which inputs.
    public let evidence: WarningEvidence
    /// Why it was dismissed or resolved.
    public var reason: String?
    /// Who has taken it.
    public var owner: Identifier?
    public let raisedAt: Timestamp
    public var acknowledgeBy: Timestamp?
    public var interviewBy: Timestamp?
    public var acknowledgedAt: Timestamp?
    public var decidedAt: Timestamp?
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, schoolClass: Identifier?, source: Source,
        sourceID: Identifier?, state: WarningState = .raised, suggestedLevel: AttentionLevel,
        confirmedLevel: AttentionLevel? = nil, evidence: WarningEvidence, reason: String? = nil,
        owner: Identifier? = nil, raisedAt: Timestamp, acknowledgeBy: Timestamp?, interviewBy: Timestamp?,
        acknowledgedAt: Timestamp? = nil, decidedAt: Timestamp? = nil, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.schoolClass = schoolClass
        self.source = source
        self.sourceID = sourceID
        self.state = state
        self.suggestedLevel = suggestedLevel
        self.confirmedLevel = confirmedLevel
        self.evidence = evidence
        self.reason = reason
        self.owner = owner
        self.raisedAt = raisedAt
        self.acknowledgeBy = acknowledgeBy
        self.interviewBy = interviewBy
        self.acknowledgedAt = acknowledgedAt
        self.decidedAt = decidedAt
        self.closedAt = closedAt
    }
}
