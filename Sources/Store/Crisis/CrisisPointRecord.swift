public import Domain

/// A point of a case's checklist, as stored.
public struct CrisisPointRecord: Sendable, Equatable {
    public let id: Identifier
    public let round: Int
    public let kind: CrisisPoint
    /// In the order of the list.
    public let position: Int
    public let isMandatory: Bool
    public let dueAt: Timestamp
    public var state: CrisisPoint.State
    public var doneBy: Identifier?
    public var doneAt: Timestamp?
    /// What was done; why it was not.
    public var note: String?

    public init(
        id: Identifier, round: Int, kind: CrisisPoint, position: Int, isMandatory: Bool, dueAt: Timestamp,
        state: CrisisPoint.State = .open, doneBy: Identifier? = nil, doneAt: Timestamp? = nil, note: String? = nil
    ) {
        self.id = id
        self.round = round
        self.kind = kind
        self.position = position
        self.isMandatory = isMandatory
        self.dueAt = dueAt
        self.state = state
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.note = note
    }
}

/// Something that happened in a case; it stands for ever.
public struct CrisisEventRecord: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case opened, advanced, assigned
        case stepSet = "step_set"
        case pointDone = "point_done"
        case pointExcused = "point_excused"
        case returnAssessed = "return_assessed"
        case followedUp = "followed_up"
        case followUpExcused = "follow_up_excused"
        case reportSubmitted = "report_submitted"
        case reportSigned = "report_signed"
        case lessonHeld = "lesson_held"
        case actionFinished = "action_finished"
        /// A moment has passed; written by the system.
        case overdue
    }

    public let kind: Kind
    /// In which the case was after it.
    public let state: CrisisState
    /// Nothing for the system.
    public let author: Identifier?
    public let at: Timestamp
    public let note: String?

    public init(kind: Kind, state: CrisisState, author: Identifier?, at: Timestamp, note: String?) {
        self.kind = kind
        self.state = state
        self.author = author
        self.at = at
        self.note = note
    }
}
