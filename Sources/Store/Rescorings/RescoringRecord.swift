public import Domain

/// The re-scoring of a campaign with another version of one of its instruments, as stored: what is left of it to do is
/// found again after a kill.
public struct RescoringRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let campaign: Identifier
    /// What the campaign was answered with.
    public let from: InstrumentPin
    public let to: InstrumentPin
    public var state: RescoringState
    /// The last sheet that was looked at in the present state; nothing before the first.
    public var cursor: Identifier?
    /// Answered sheets when it began.
    public let total: Int
    public var done: Int
    public var withoutScore: Int
    public var adopted: Int
    public var warnings: Int
    public let startedBy: Identifier
    public let startedAt: Timestamp
    public var readyAt: Timestamp?
    public var decidedBy: Identifier?
    public var decidedAt: Timestamp?
    public var finishedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, campaign: Identifier, from: InstrumentPin, to: InstrumentPin,
        state: RescoringState = .running, cursor: Identifier? = nil, total: Int, done: Int = 0, withoutScore: Int = 0,
        adopted: Int = 0, warnings: Int = 0, startedBy: Identifier, startedAt: Timestamp, readyAt: Timestamp? = nil,
        decidedBy: Identifier? = nil, decidedAt: Timestamp? = nil, finishedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.campaign = campaign
        self.from = from
        self.to = to
        self.state = state
        self.cursor = cursor
        self.total = total
        self.done = done
        self.withoutScore = withoutScore
        self.adopted = adopted
        self.warnings = warnings
        self.startedBy = startedBy
        self.startedAt = startedAt
        self.readyAt = readyAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.finishedAt = finishedAt
    }
}
