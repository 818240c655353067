public import Domain

/// All that a submission needs to know of its sheet, from one query: a class submits in the same minute.
public struct SubmissionPlace: Sendable {
    public let sheet: Identifier
    public let school: Identifier
    public let campaign: Identifier
    public let student: Identifier
    /// The class that the student is in now: whoever is warned is in this one.
    public let schoolClass: Identifier?
    public let state: SheetState
    public let submittedAt: Timestamp?
    public let pin: InstrumentPin
    public let campaignState: CampaignState
    public let opensAt: Timestamp
    public let closesAt: Timestamp
    /// Still to be opened with the student's key.
    let identitySealed: [UInt8]
    let answersSealed: [UInt8]?
}

extension ReadTransaction {
    public func submissionPlace(ofSheet sheet: Identifier) throws -> SubmissionPlace? {
        try first(
            """
            SELECT s.id, s.school_id, s.campaign_id, s.student_id, p.class_id, s.state, s.submitted_at,
                i.instrument_id, i.version, i.hash, c.state, c.opens_at, c.closes_at, p.identity_sealed,
                s.answers_sealed, i.form
            FROM sheets s
            JOIN campaigns c ON c.school_id = s.school_id AND c.id = s.campaign_id
            JOIN campaign_instruments i
                ON i.school_id = s.school_id AND i.campaign_id = s.campaign_id AND i.instrument_id = s.instrument_id
            JOIN students p ON p.school_id = s.school_id AND p.id = s.student_id
            WHERE s.id = $1
            """, [.identifier(sheet)]
        ) { row in
            SubmissionPlace(
                sheet: try row.identifier(0), school: try row.identifier(1), campaign: try row.identifier(2),
                student: try row.identifier(3), schoolClass: try row.optionalIdentifier(4), state: try row.state(5),
                submittedAt: try row.optionalTimestamp(6),
                pin: InstrumentPin(
                    instrumentID: try row.text(7), version: try row.text(8), hash: try row.blob(9),
                    form: try row.optionalText(15)),
                campaignState: try row.state(10), opensAt: try row.timestamp(11), closesAt: try row.timestamp(12),
                identitySealed: try row.blob(13), answersSealed: try row.optionalBlob(14))
        }
    }

    /// The answers that were submitted before, or nothing if there are none.
    public func answers(at place: SubmissionPlace) throws -> SheetAnswers? {
        guard let sealed = place.answersSealed else { return nil }
        let bytes = try open(sealed, .sheetAnswers, row: place.sheet, owner: place.student)
        guard let answers = SheetAnswers(bytes: bytes) else { throw StoreError.fieldsDamaged }
        return answers
    }

    /// Who answers.
    public func identity(at place: SubmissionPlace) throws -> StudentIdentity {
        let fields = try open(place.identitySealed, .studentIdentity, row: place.student, owner: place.student)
        return try StudentIdentity(fields: fields)
    }
}
