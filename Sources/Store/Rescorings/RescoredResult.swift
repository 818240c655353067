public import Domain

/// What the other version made of one sheet. No result of record until it is adopted.
public struct RescoredResult: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let rescoring: Identifier
    public let sheet: Identifier
    public let student: Identifier
    /// The result of record that it was compared with; nothing where the sheet had none.
    public let former: Identifier?
    /// The scores in the instruments' own compact form.
    public let score: [UInt8]
    public let suggestedLevel: AttentionLevel
    public let scoredAt: Timestamp

    public init(
        school: Identifier, id: Identifier, rescoring: Identifier, sheet: Identifier, student: Identifier,
        former: Identifier?, score: [UInt8], suggestedLevel: AttentionLevel, scoredAt: Timestamp
    ) {
        self.school = school
        self.id = id
        self.rescoring = rescoring
        self.sheet = sheet
        self.student = student
        self.former = former
        self.score = score
        self.suggestedLevel = suggestedLevel
        self.scoredAt = scoredAt
    }
}
