public import Domain

/// A sheet as it is stored, without its answers.
public struct SheetRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let campaign: Identifier
    public let student: Identifier
    /// The class at the time of the invitation.
    public let schoolClass: Identifier?
    public let instrumentID: String
    public let version: String
    public let state: SheetState
    /// The version of the consent text that the student agreed to.
    public let consentVersion: Int?
    public let invitedAt: Timestamp
    public let startedAt: Timestamp?
    public let submittedAt: Timestamp?
    public let scoredAt: Timestamp?

    /// A sheet that a student is invited to answer.
    public init(
        school: Identifier, id: Identifier, campaign: Identifier, student: Identifier, schoolClass: Identifier?,
        instrumentID: String, version: String, invitedAt: Timestamp
    ) {
        self.school = school
        self.id = id
        self.campaign = campaign
        self.student = student
        self.schoolClass = schoolClass
        self.instrumentID = instrumentID
        self.version = version
        state = .invited
        consentVersion = nil
        self.invitedAt = invitedAt
        startedAt = nil
        submittedAt = nil
        scoredAt = nil
    }

    /// From `school_id, id, campaign_id, student_id, class_id, instrument_id, version, state, consent_version,
    /// invited_at, started_at, submitted_at, scored_at`.
    init(_ row: borrowing Row) throws(StoreError) {
        school = try row.identifier(0)
        id = try row.identifier(1)
        campaign = try row.identifier(2)
        student = try row.identifier(3)
        schoolClass = try row.optionalIdentifier(4)
        instrumentID = try row.text(5)
        version = try row.text(6)
        state = try row.state(7)
        consentVersion = try row.optionalNumber(8)
        invitedAt = try row.timestamp(9)
        startedAt = try row.optionalTimestamp(10)
        submittedAt = try row.optionalTimestamp(11)
        scoredAt = try row.optionalTimestamp(12)
    }
}
