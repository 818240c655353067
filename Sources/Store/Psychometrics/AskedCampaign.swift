public import Domain

/// A campaign as far as figures about an instrument need it.
public struct AskedCampaign: Sendable, Hashable {
    public let school: Identifier
    public let id: Identifier
    public let schoolYear: Int
    public let state: CampaignState
    /// Empty in a draft.
    public let pin: InstrumentPin
}

extension ReadTransaction {
    /// The campaigns of a school that ask with an instrument, the oldest first.
    public func campaigns(asking instrument: String, inSchool school: Identifier) throws -> [AskedCampaign] {
        try all(
            """
            SELECT c.school_id, c.id, c.school_year, c.state, i.instrument_id, i.version, i.hash, i.form
            FROM campaigns c JOIN campaign_instruments i ON i.school_id = c.school_id AND i.campaign_id = c.id
            WHERE c.school_id = $1 AND i.instrument_id = $2 ORDER BY c.opens_at, c.id
            """, [.identifier(school), .text(instrument)]
        ) { row in
            AskedCampaign(
                school: try row.identifier(0), id: try row.identifier(1), schoolYear: try row.number(2),
                state: try row.state(3),
                pin: InstrumentPin(
                    instrumentID: try row.text(4), version: try row.text(5), hash: try row.blob(6),
                    form: try row.optionalText(7)))
        }
    }
}
