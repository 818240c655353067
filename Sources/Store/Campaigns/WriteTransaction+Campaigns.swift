public import Domain

extension WriteTransaction {
    /// Stores a new campaign with what it asks whom.
    public func insert(
        _ campaign: CampaignRecord, units: [Identifier], pins: [InstrumentPin], responders: [Identifier]
    ) throws {
        let title = try seal(Array(campaign.title.utf8), .campaignTitle, row: campaign.id, owner: .installation)
        let consent = try seal(
            Array(campaign.consentText.utf8), .campaignConsent, row: campaign.id, owner: .installation)
        try execute(
            """
            INSERT INTO campaigns (school_id, id, title_sealed, school_year, state, opens_at, closes_at,
                consent_version, consent_sealed, created_by, created_at, opened_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .identifier(campaign.school), .identifier(campaign.id), .blob(title), .number(campaign.schoolYear),
                .state(campaign.state), .time(campaign.opensAt), .time(campaign.closesAt),
                .number(campaign.consentVersion), .blob(consent), .identifier(campaign.createdBy),
                .time(campaign.createdAt), Value(campaign.openedAt), Value(campaign.closedAt),
            ])
        for unit in units {
            try execute(
                "INSERT INTO campaign_units (school_id, campaign_id, unit_id) VALUES ($1, $2, $3)",
                [.identifier(campaign.school), .identifier(campaign.id), .identifier(unit)])
        }
        for responder in responders {
            try execute(
                "INSERT INTO campaign_responders (school_id, campaign_id, account_id) VALUES ($1, $2, $3)",
                [.identifier(campaign.school), .identifier(campaign.id), .identifier(responder)])
        }
        for (position, pin) in pins.enumerated() {
            try execute(
                """
                INSERT INTO campaign_instruments (school_id, campaign_id, position, instrument_id, version, hash,
                    form)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .identifier(campaign.school), .identifier(campaign.id), .number(position),
                    .text(pin.instrumentID), .text(pin.version), .blob(pin.hash), Value(pin.form),
                ])
        }
    }

    /// Fixes which content of its instrument, and which form of it, a campaign asks with.
    public func pin(_ pin: InstrumentPin, inCampaign campaign: Identifier, school: Identifier) throws {
        try execute(
            """
            UPDATE campaign_instruments SET version = $4, hash = $5, form = $6
            WHERE school_id = $1 AND campaign_id = $2 AND instrument_id = $3
            """,
            [
                .identifier(school), .identifier(campaign), .text(pin.instrumentID), .text(pin.version),
                .blob(pin.hash), Value(pin.form),
            ])
    }

    /// Moves a campaign from one state to the next.
    ///
    /// - Returns: false if it was not in `former` any more, and nothing was changed.
    public func moveCampaign(
        _ campaign: Identifier, school: Identifier, from former: CampaignState, to state: CampaignState,
        at moment: Timestamp
    ) throws -> Bool {
        try execute(
            """
            UPDATE campaigns SET state = $4,
                opened_at = CASE WHEN $4 = 'open' THEN $5 ELSE opened_at END,
                closed_at = CASE WHEN $4 = 'closed' THEN $5 ELSE closed_at END
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [.identifier(school), .identifier(campaign), .state(former), .state(state), .time(moment)]) == 1
    }
}
