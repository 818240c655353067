public import Domain

/// A student's place on the care list (重点关爱人员清单), as stored.
public struct CareEntryRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public var schoolClass: Identifier?
    public var state: CareState
    public var level: AttentionLevel
    /// What class teacher and mentor are told to do.
    public var advice: String?
    public let proposedBy: Identifier
    public let createdAt: Timestamp
    /// Since when the level has stood.
    public var levelSince: Timestamp
    public var reviewAt: Timestamp?
    public var closedAt: Timestamp?
    /// When it became active for the first time.
    public var activatedAt: Timestamp?
    /// The student's entry that had been removed before this one was made.
    public let former: Identifier?

    /// Removed without ever having been active: the proposal was not followed.
    public var isDeclined: Bool { state == .removed && activatedAt == nil }

    public init(
        school: Identifier, id: Identifier, student: Identifier, schoolClass: Identifier?, state: CareState = .proposed,
        level: AttentionLevel, advice: String? = nil, proposedBy: Identifier, createdAt: Timestamp,
        levelSince: Timestamp, reviewAt: Timestamp? = nil, closedAt: Timestamp? = nil, activatedAt: Timestamp? = nil,
        former: Identifier? = nil
    ) {
        self.activatedAt = activatedAt
        self.former = former
        self.school = school
        self.id = id
        self.student = student
        self.schoolClass = schoolClass
        self.state = state
        self.level = level
        self.advice = advice
        self.proposedBy = proposedBy
        self.createdAt = createdAt
        self.levelSince = levelSince
        self.reviewAt = reviewAt
        self.closedAt = closedAt
    }
}

/// One change of an entry, which stands for ever: from what to what, by whom, why, resting on what.
public struct CareChangeRecord: Sendable, Equatable {
    public enum EvidenceKind: String, Sendable, CaseIterable {
        case warning, interview, observation, effect, review
    }

    public let fromState: CareState?
    public let toState: CareState
    public let fromLevel: AttentionLevel?
    public let toLevel: AttentionLevel
    public let author: Identifier
    public let at: Timestamp
    public let reason: String
    public let evidenceKind: EvidenceKind
    /// The warning, interview, observation or plan; nothing for a review.
    public let evidence: Identifier?
    /// The proposal of the rule that was decided with it.
    public let proposal: Identifier?

    public init(
        fromState: CareState?, toState: CareState, fromLevel: AttentionLevel?, toLevel: AttentionLevel,
        author: Identifier, at: Timestamp, reason: String, evidenceKind: EvidenceKind, evidence: Identifier?,
        proposal: Identifier? = nil
    ) {
        self.proposal = proposal
        self.fromState = fromState
        self.toState = toState
        self.fromLevel = fromLevel
        self.toLevel = toLevel
        self.author = author
        self.at = at
        self.reason = reason
        self.evidenceKind = evidenceKind
        self.evidence = evidence
    }
}
