public import Domain

/// What an instrument made of a sheet, as it is stored. Re-scoring with another version adds one, and keeps this.
public struct ResultRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let sheet: Identifier
    public let student: Identifier
    public let instrument: InstrumentPin
    /// The scores in the instruments' own compact form.
    public let score: [UInt8]
    /// What it was compared with, and whom with, in the norms' own compact form; nothing for results from before there
    /// were comparisons.
    public let norms: [UInt8]?
    /// What the rules suggest; a person confirms.
    public let suggestedLevel: AttentionLevel
    public let scoredAt: Timestamp

    public init(
        school: Identifier, id: Identifier, sheet: Identifier, student: Identifier, instrument: InstrumentPin,
        score: [UInt8], norms: [UInt8]? = nil, suggestedLevel: AttentionLevel, scoredAt: Timestamp
    ) {
        self.school = school
        self.id = id
        self.sheet = sheet
        self.student = student
        self.instrument = instrument
        self.score = score
        self.norms = norms
        self.suggestedLevel = suggestedLevel
        self.scoredAt = scoredAt
    }
}
