public import Domain

/// A review meeting about a case (复盘), as stored.
public struct LessonRecord: Sendable, Equatable {
    public let id: Identifier
    public let heldAt: Timestamp
    public let recordedBy: Identifier
    public let participants: [Identifier]
    public let findings: String

    public init(
        id: Identifier, heldAt: Timestamp, recordedBy: Identifier, participants: [Identifier], findings: String
    ) {
        self.id = id
        self.heldAt = heldAt
        self.recordedBy = recordedBy
        self.participants = participants
        self.findings = findings
    }
}

/// What a lesson wants done, by whom, until when.
public struct LessonActionRecord: Sendable, Equatable {
    public let id: Identifier
    public let lesson: Identifier
    public let crisisCase: Identifier
    public let student: Identifier
    public let position: Int
    public let what: String
    public let owner: Identifier
    public let dueAt: Timestamp
    public var doneBy: Identifier?
    public var doneAt: Timestamp?
    public var note: String?

    public init(
        id: Identifier, lesson: Identifier, crisisCase: Identifier, student: Identifier, position: Int, what: String,
        owner: Identifier, dueAt: Timestamp, doneBy: Identifier? = nil, doneAt: Timestamp? = nil, note: String? = nil
    ) {
        self.id = id
        self.lesson = lesson
        self.crisisCase = crisisCase
        self.student = student
        self.position = position
        self.what = what
        self.owner = owner
        self.dueAt = dueAt
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.note = note
    }
}
