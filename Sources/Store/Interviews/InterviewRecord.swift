public import Domain

/// An interview (面谈), as stored. The notes are RAW.
public struct InterviewRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let warning: Identifier?
    public let counsellor: Identifier
    public let heldAt: Timestamp
    public let notes: String
    /// What the interview confirmed; nothing when it was not about a level.
    public let level: AttentionLevel?

    public init(
        school: Identifier, id: Identifier, student: Identifier, warning: Identifier?, counsellor: Identifier,
        heldAt: Timestamp, notes: String, level: AttentionLevel?
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.warning = warning
        self.counsellor = counsellor
        self.heldAt = heldAt
        self.notes = notes
        self.level = level
    }
}
