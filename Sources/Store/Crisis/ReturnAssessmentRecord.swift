public import Domain

/// An assessment of coming back to school (复学评估), as stored.
public struct ReturnAssessmentRecord: Sendable, Equatable {
    public let id: Identifier
    public let assessor: Identifier
    public let assessedAt: Timestamp
    public let recordedAt: Timestamp
    public let decision: ReturnDecision
    public let hospitalOpinion: String
    public let conditions: [String]

    public init(
        id: Identifier, assessor: Identifier, assessedAt: Timestamp, recordedAt: Timestamp, decision: ReturnDecision,
        hospitalOpinion: String, conditions: [String]
    ) {
        self.id = id
        self.assessor = assessor
        self.assessedAt = assessedAt
        self.recordedAt = recordedAt
        self.decision = decision
        self.hospitalOpinion = hospitalOpinion
        self.conditions = conditions
    }
}

/// A follow-up after a crisis, as stored.
public struct FollowUpRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case open, held, excused
        /// The student was in danger again before.
        case cancelled
    }

    public let id: Identifier
    public let dueAt: Timestamp
    public var state: State
    public var heldBy: Identifier?
    public var heldAt: Timestamp?
    public var level: AttentionLevel?
    /// What was found; why it was not held.
    public var record: String?

    public init(
        id: Identifier, dueAt: Timestamp, state: State = .open, heldBy: Identifier? = nil, heldAt: Timestamp? = nil,
        level: AttentionLevel? = nil, record: String? = nil
    ) {
        self.id = id
        self.dueAt = dueAt
        self.state = state
        self.heldBy = heldBy
        self.heldAt = heldAt
        self.level = level
        self.record = record
    }
}
