public import Domain

extension ReadTransaction {
    /// The campaign, if it is there.
    public func campaign(_ id: Identifier) throws -> CampaignRecord? {
        let found = try first(
            """
            SELECT school_id, id, title_sealed, school_year, state, opens_at, closes_at, consent_version, consent_sealed,
                created_by, created_at, opened_at, closed_at
            FROM campaigns WHERE id = $1
            """, [.identifier(id)], SealedCampaign.init)
        return try found.map(opened)
    }

    /// The campaigns of a school, the newest first.
    public func campaigns(ofSchool school: Identifier) throws -> [CampaignRecord] {
        try all(
            """
            SELECT school_id, id, title_sealed, school_year, state, opens_at, closes_at, consent_version, consent_sealed,
                created_by, created_at, opened_at, closed_at
            FROM campaigns WHERE school_id = $1 ORDER BY opens_at DESC, id
            """, [.identifier(school)], SealedCampaign.init
        ).map(opened)
    }

    /// The units that a campaign asks, each with all below it.
    public func units(ofCampaign campaign: Identifier, school: Identifier) throws -> [Identifier] {
        try all(
            "SELECT unit_id FROM campaign_units WHERE school_id = $1 AND campaign_id = $2 ORDER BY unit_id",
            [.identifier(school), .identifier(campaign)]
        ) { row in try row.identifier(0) }
    }

    /// The instruments of a campaign, in the order in which they are answered.
    public func pins(ofCampaign campaign: Identifier, school: Identifier) throws -> [InstrumentPin] {
        try all(
            """
            SELECT instrument_id, version, hash, form FROM campaign_instruments
            WHERE school_id = $1 AND campaign_id = $2 ORDER BY position
            """, [.identifier(school), .identifier(campaign)]
        ) { row in
            InstrumentPin(
                instrumentID: try row.text(0), version: try row.text(1), hash: try row.blob(2),
                form: try row.optionalText(3))
        }
    }

    /// The instrument that a sheet is to be answered with.
    public func pin(of sheet: SheetRecord) throws -> InstrumentPin? {
        try first(
            """
            SELECT instrument_id, version, hash, form FROM campaign_instruments
            WHERE school_id = $1 AND campaign_id = $2 AND instrument_id = $3
            """, [.identifier(sheet.school), .identifier(sheet.campaign), .text(sheet.instrumentID)]
        ) { row in
            InstrumentPin(
                instrumentID: try row.text(0), version: try row.text(1), hash: try row.blob(2),
                form: try row.optionalText(3))
        }
    }

    /// The accounts that answer for the warnings of a campaign.
    public func responders(ofCampaign campaign: Identifier, school: Identifier) throws -> [Identifier] {
        try all(
            "SELECT account_id FROM campaign_responders WHERE school_id = $1 AND campaign_id = $2 ORDER BY account_id",
            [.identifier(school), .identifier(campaign)]
        ) { row in try row.identifier(0) }
    }

    /// The version under which a school's students were shown exactly `text`, or the next free one.
    public func consentVersion(of text: String, inSchool school: Identifier) throws -> Int {
        // Sealed texts cannot be compared in the database. A school has few of them: one or two a year.
        let campaigns = try all(
            "SELECT id, consent_version, consent_sealed FROM campaigns WHERE school_id = $1 ORDER BY consent_version DESC",
            [.identifier(school)]
        ) { row in (id: try row.identifier(0), version: try row.number(1, as: Int.self), consent: try row.blob(2)) }
        let wanted = Array(text.utf8)
        for campaign in campaigns
        where try open(campaign.consent, .campaignConsent, row: campaign.id, owner: .installation) == wanted {
            return campaign.version
        }
        return (campaigns.first?.version ?? 0) + 1
    }

    private func opened(_ sealed: SealedCampaign) throws -> CampaignRecord {
        let title = try open(sealed.title, .campaignTitle, row: sealed.id, owner: .installation)
        let consent = try open(sealed.consent, .campaignConsent, row: sealed.id, owner: .installation)
        return CampaignRecord(
            school: sealed.school, id: sealed.id, title: String(decoding: title, as: UTF8.self),
            schoolYear: sealed.schoolYear, state: sealed.state, opensAt: sealed.opensAt, closesAt: sealed.closesAt,
            consentVersion: sealed.consentVersion, consentText: String(decoding: consent, as: UTF8.self),
            createdBy: sealed.createdBy,
            createdAt: sealed.createdAt, openedAt: sealed.openedAt, closedAt: sealed.closedAt)
    }
}

/// A row of `campaigns`, read whole before its texts are opened, since a row is only lent.
private struct SealedCampaign {
    let school: Identifier
    let id: Identifier
    let title: [UInt8]
    let schoolYear: Int
    let state: CampaignState
    let opensAt: Timestamp
    let closesAt: Timestamp
    let consentVersion: Int
    let consent: [UInt8]
    let createdBy: Identifier
    let createdAt: Timestamp
    let openedAt: Timestamp?
    let closedAt: Timestamp?

    init(_ row: borrowing Row) throws {
        school = try row.identifier(0)
        id = try row.identifier(1)
        title = try row.blob(2)
        schoolYear = try row.number(3)
        state = try row.state(4)
        opensAt = try row.timestamp(5)
        closesAt = try row.timestamp(6)
        consentVersion = try row.number(7)
        consent = try row.blob(8)
        createdBy = try row.identifier(9)
        createdAt = try row.timestamp(10)
        openedAt = try row.optionalTimestamp(11)
        closedAt = try row.optionalTimestamp(12)
    }
}
