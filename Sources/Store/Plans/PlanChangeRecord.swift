public import Domain

/// One move of a plan, or one version of its content, which stands for ever.
public struct PlanChangeRecord: Sendable, Equatable {
    /// Nothing for the first.
    public let fromState: PlanState?
    public let toState: PlanState
    /// `Identifier.installation` where the review date came by itself.
    public let author: Identifier
    public let at: Timestamp
    public let reason: String?
    /// What was written with it; nothing where the content stayed.
    public let content: PlanRecord.Body?
    /// The crisis case that an escalated plan went over to.
    public let crisisCase: Identifier?

    public init(
        fromState: PlanState?, toState: PlanState, author: Identifier, at: Timestamp, reason: String? = nil,
        content: PlanRecord.Body? = nil, crisisCase: Identifier? = nil
    ) {
        self.fromState = fromState
        self.toState = toState
        self.author = author
        self.at = at
        self.reason = reason
        self.content = content
        self.crisisCase = crisisCase
    }
}

/// A meeting that reviewed a plan.
public struct PlanReviewRecord: Sendable, Equatable {
    public enum Decision: String, Sendable, CaseIterable {
        case carryOn = "continue"
        case adjust, complete, escalate
    }

    public let id: Identifier
    public let heldAt: Timestamp
    /// As they were written down; people from outside have no account.
    public let participants: [String]
    public let decision: Decision
    public let reason: String
    /// The start of the day.
    public let nextReviewAt: Timestamp?
    public let recordedBy: Identifier
    public let recordedAt: Timestamp

    public init(
        id: Identifier, heldAt: Timestamp, participants: [String], decision: Decision, reason: String,
        nextReviewAt: Timestamp?, recordedBy: Identifier, recordedAt: Timestamp
    ) {
        self.id = id
        self.heldAt = heldAt
        self.participants = participants
        self.decision = decision
        self.reason = reason
        self.nextReviewAt = nextReviewAt
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
    }

    /// What is sealed of it.
    var minutes: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, participants)
        fields.put(2, reason)
        return fields.bytes
    }
}

/// A measure of a plan that was carried out.
public struct MeasureDoneRecord: Sendable, Equatable {
    public let id: Identifier
    public let measure: Identifier
    public let doneBy: Identifier
    public let doneAt: Timestamp
    public let recordedAt: Timestamp
    /// The measure as it was called then.
    public let text: String
    public let note: String?

    public init(
        id: Identifier, measure: Identifier, doneBy: Identifier, doneAt: Timestamp, recordedAt: Timestamp,
        text: String, note: String?
    ) {
        self.id = id
        self.measure = measure
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.recordedAt = recordedAt
        self.text = text
        self.note = note
    }

    /// What is sealed of it.
    var sealed: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, text)
        fields.put(2, note)
        return fields.bytes
    }
}
