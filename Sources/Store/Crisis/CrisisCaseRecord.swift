public import Domain

/// A crisis case (危机个案), as stored.
public struct CrisisCaseRecord: Sendable, Equatable {
    /// What is done next, by whom, until when.
    public struct Step: Sendable, Equatable {
        public let what: String
        public let owner: Identifier
        public let dueAt: Timestamp

        public init(what: String, owner: Identifier, dueAt: Timestamp) {
            self.what = what
            self.owner = owner
            self.dueAt = dueAt
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let schoolClass: Identifier?
    public let warning: Identifier?
    public var state: CrisisState
    /// Of the checklist, from 1; a relapse begins another.
    public var round: Int
    public var roundSince: Timestamp
    public var lead: Identifier
    public let reason: String
    /// Nothing for a closed case alone.
    public var step: Step? {
        didSet { if step != oldValue { stepOverdueAt = nil } }
    }
    /// When it was noted that the step is late.
    public internal(set) var stepOverdueAt: Timestamp?
    /// By when the case report is signed; nothing before follow-up.
    public var reportDueAt: Timestamp? {
        didSet { if reportDueAt != oldValue { reportOverdueAt = nil } }
    }
    public internal(set) var reportOverdueAt: Timestamp?
    public let openedBy: Identifier
    public let openedAt: Timestamp
    public var stateSince: Timestamp
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, schoolClass: Identifier?, warning: Identifier?,
        state: CrisisState = .opened, round: Int = 1, roundSince: Timestamp, lead: Identifier, reason: String,
        step: Step?, reportDueAt: Timestamp? = nil, openedBy: Identifier, openedAt: Timestamp, stateSince: Timestamp,
        closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.schoolClass = schoolClass
        self.warning = warning
        self.state = state
        self.round = round
        self.roundSince = roundSince
        self.lead = lead
        self.reason = reason
        self.step = step
        self.reportDueAt = reportDueAt
        self.openedBy = openedBy
        self.openedAt = openedAt
        self.stateSince = stateSince
        self.closedAt = closedAt
    }
}
