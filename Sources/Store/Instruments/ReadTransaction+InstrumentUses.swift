public import Domain

/// A campaign that holds a version of an instrument.
public struct PinningCampaign: Sendable, Equatable {
    public let school: Identifier
    public let campaign: Identifier
    public let state: CampaignState
}

/// What needs a version of an instrument, over all schools.
extension ReadTransaction {
    /// Campaigns that have pinned exactly this content, the newest first.
    public func campaigns(pinning instrument: InstrumentRecord) throws -> [PinningCampaign] {
        try all(
            """
            SELECT c.school_id, c.id, c.state FROM campaign_instruments i
            JOIN campaigns c ON c.school_id = i.school_id AND c.id = i.campaign_id
            WHERE i.instrument_id = $1 AND i.version = $2 AND i.hash = $3 ORDER BY c.opens_at DESC, c.id
            """, [.text(instrument.id), .text(instrument.version), .blob(instrument.hash)]
        ) { row in
            PinningCampaign(
                school: try row.identifier(0), campaign: try row.identifier(1), state: try row.state(2))
        }
    }

    /// Sheets of one campaign that this content has scored.
    public func hasResults(of instrument: InstrumentRecord, inCampaign campaign: PinningCampaign) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM sheets s JOIN results r ON r.school_id = s.school_id AND r.sheet_id = s.id
            WHERE s.school_id = $1 AND s.campaign_id = $2 AND s.instrument_id = $3 AND r.version = $4 AND r.hash = $5
            LIMIT 1
            """,
            [
                .identifier(campaign.school), .identifier(campaign.campaign), .text(instrument.id),
                .text(instrument.version), .blob(instrument.hash),
            ])
    }

    /// Re-scorings with a version whose outcome is open, and whether any has been adopted.
    public func rescorings(with instrument: InstrumentRecord) throws -> (open: Int, isAdopted: Bool) {
        let states = try all(
            "SELECT state FROM rescorings WHERE instrument_id = $1 AND to_version = $2 AND to_hash = $3",
            [.text(instrument.id), .text(instrument.version), .blob(instrument.hash)]
        ) { row in try row.state(0, as: RescoringState.self) }
        return (states.count { !$0.hasEnded }, states.contains(.adopted))
    }

    /// Sheets that were submitted for exactly this content and have no score, and since when the oldest of them waits.
    public func sheetsWaiting(for instrument: InstrumentRecord) throws -> (count: Int, since: Timestamp?) {
        try first(
            """
            SELECT count(*), min(s.submitted_at) FROM sheets s JOIN campaign_instruments i
                ON i.school_id = s.school_id AND i.campaign_id = s.campaign_id AND i.instrument_id = s.instrument_id
            WHERE s.state = 'submitted' AND i.instrument_id = $1 AND i.version = $2 AND i.hash = $3
            """, [.text(instrument.id), .text(instrument.version), .blob(instrument.hash)]
        ) { row in (try row.number(0), try row.optionalTimestamp(1)) } ?? (0, nil)
    }
}
