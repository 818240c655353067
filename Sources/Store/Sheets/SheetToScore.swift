public import Domain

/// Where a walk over the sheets that wait for a score has come to.
public struct ScoringPlace: Sendable, Equatable {
    public let submittedAt: Timestamp
    public let sheet: Identifier
}

/// A submitted sheet without a score, with the instrument that its campaign has pinned.
public struct SheetToScore: Sendable, Equatable {
    public let id: Identifier
    public let student: Identifier
    public let school: Identifier
    public let campaign: Identifier
    /// The class that the student is in now.
    public let schoolClass: Identifier?
    public let pin: InstrumentPin
    public let submittedAt: Timestamp

    public var place: ScoringPlace { ScoringPlace(submittedAt: submittedAt, sheet: id) }

    init(_ row: borrowing Row) throws(StoreError) {
        id = try row.identifier(0)
        student = try row.identifier(1)
        school = try row.identifier(2)
        campaign = try row.identifier(3)
        schoolClass = try row.optionalIdentifier(4)
        pin = InstrumentPin(
            instrumentID: try row.text(5), version: try row.text(6), hash: try row.blob(7),
            form: try row.optionalText(9))
        submittedAt = try row.timestamp(8)
    }
}
