public import Domain

/// One thing that happened to a warning; stands for ever.
public struct WarningStepRecord: Sendable, Equatable {
    public enum Change: String, Sendable, CaseIterable {
        case raised
        /// A person was told, at a unit of the network.
        case told
        /// Nobody at a unit could be told; it went on at once.
        case passedOver = "passed_over"
        /// A deadline was missed.
        case escalated
        case acknowledged
        case handedOver = "handed_over"
        case confirmed
        case dismissed
        case inIntervention = "in_intervention"
        case resolved
        /// Another signal points the same way.
        case signalAdded = "signal_added"
    }

    /// From 1, in the order in which things happened.
    public var position: Int
    public let change: Change
    public let at: Timestamp
    /// Nothing where the system did it.
    public let author: Identifier?
    /// Who was told, or to whom it was handed.
    public let account: Identifier?
    public let unit: Identifier?
    /// The deadline that was missed.
    public let dueAt: Timestamp?
    public let note: String?

    public init(
        position: Int = 0, _ change: Change, at moment: Timestamp, author: Identifier? = nil,
        account: Identifier? = nil, unit: Identifier? = nil, dueAt: Timestamp? = nil, note: String? = nil
    ) {
        self.position = position
        self.change = change
        at = moment
        self.author = author
        self.account = account
        self.unit = unit
        self.dueAt = dueAt
        self.note = note
    }
}

/// Where an open warning is in the network, and when it goes on. There is a row as long as somebody is waited for: it is
/// made with the warning and goes with its state, so that none can be without.
public struct WarningHopRecord: Sendable, Equatable {
    public enum Awaited: String, Sendable, CaseIterable {
        case acknowledgement
        case interview
    }

    public let school: Identifier
    public let warning: Identifier
    public let student: Identifier
    public var awaits: Awaited
    /// -1 while nobody has been told.
    public var hop: Int
    /// The unit whose people were told; nothing past the school, where the crisis lead is.
    public var unit: Identifier?
    /// How many deadlines were missed.
    public var missed: Int
    public var dueAt: Timestamp

    public init(
        school: Identifier, warning: Identifier, student: Identifier, awaits: Awaited, hop: Int, unit: Identifier?,
        missed: Int, dueAt: Timestamp
    ) {
        self.school = school
        self.warning = warning
        self.student = student
        self.awaits = awaits
        self.hop = hop
        self.unit = unit
        self.missed = missed
        self.dueAt = dueAt
    }
}
