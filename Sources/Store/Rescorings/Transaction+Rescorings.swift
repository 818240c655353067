public import Domain

extension ReadTransaction {
    public func rescoring(_ id: Identifier) throws -> RescoringRecord? {
        try first(
            """
            SELECT school_id, id, campaign_id, instrument_id, from_version, from_hash, to_version, to_hash, state,
                cursor, total, done, without_score, adopted, warnings, started_by, started_at, ready_at, decided_by,
                decided_at, finished_at
            FROM rescorings WHERE id = $1
            """, [.identifier(id)], RescoringRecord.init)
    }

    /// Those of a campaign, the newest first.
    public func rescorings(ofCampaign campaign: Identifier, school: Identifier) throws -> [RescoringRecord] {
        try all(
            """
            SELECT school_id, id, campaign_id, instrument_id, from_version, from_hash, to_version, to_hash, state,
                cursor, total, done, without_score, adopted, warnings, started_by, started_at, ready_at, decided_by,
                decided_at, finished_at
            FROM rescorings WHERE school_id = $1 AND campaign_id = $2 ORDER BY started_at DESC, id
            """, [.identifier(school), .identifier(campaign)], RescoringRecord.init)
    }

    /// What the daemon works at, the oldest first; after a restart too.
    public func rescoringsUnderWay() throws -> [RescoringRecord] {
        try all(
            """
            SELECT school_id, id, campaign_id, instrument_id, from_version, from_hash, to_version, to_hash, state,
                cursor, total, done, without_score, adopted, warnings, started_by, started_at, ready_at, decided_by,
                decided_at, finished_at
            FROM rescorings WHERE state = 'running' OR state = 'adopting' ORDER BY started_at, id
            """, [], RescoringRecord.init)
    }

    /// Those of a school that wait for a person's word.
    public func rescoringsToDecide(ofSchool school: Identifier) throws -> [RescoringRecord] {
        try all(
            """
            SELECT school_id, id, campaign_id, instrument_id, from_version, from_hash, to_version, to_hash, state,
                cursor, total, done, without_score, adopted, warnings, started_by, started_at, ready_at, decided_by,
                decided_at, finished_at
            FROM rescorings WHERE school_id = $1 AND state = 'ready' ORDER BY started_at, id
            """, [.identifier(school)], RescoringRecord.init)
    }
}

extension RescoringRecord {
    fileprivate init(_ row: borrowing Row) throws {
        let instrument = try row.text(3)
        self.init(
            school: try row.identifier(0), id: try row.identifier(1), campaign: try row.identifier(2),
            from: InstrumentPin(instrumentID: instrument, version: try row.text(4), hash: try row.blob(5)),
            to: InstrumentPin(instrumentID: instrument, version: try row.text(6), hash: try row.blob(7)),
            state: try row.state(8), cursor: try row.optionalIdentifier(9), total: try row.number(10),
            done: try row.number(11), withoutScore: try row.number(12), adopted: try row.number(13),
            warnings: try row.number(14), startedBy: try row.identifier(15), startedAt: try row.timestamp(16),
            readyAt: try row.optionalTimestamp(17), decidedBy: try row.optionalIdentifier(18),
            decidedAt: try row.optionalTimestamp(19), finishedAt: try row.optionalTimestamp(20))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if another one of this instrument and campaign is not decided.
    public func insert(_ rescoring: RescoringRecord) throws {
        try execute(
            """
            INSERT INTO rescorings (school_id, id, campaign_id, instrument_id, from_version, from_hash, to_version,
                to_hash, state, cursor, total, done, without_score, adopted, warnings, started_by, started_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            [
                .identifier(rescoring.school), .identifier(rescoring.id), .identifier(rescoring.campaign),
                .text(rescoring.from.instrumentID), .text(rescoring.from.version), .blob(rescoring.from.hash),
                .text(rescoring.to.version), .blob(rescoring.to.hash), .state(rescoring.state),
                Value(rescoring.cursor), .number(rescoring.total), .number(rescoring.done),
                .number(rescoring.withoutScore), .number(rescoring.adopted), .number(rescoring.warnings),
                .identifier(rescoring.startedBy), .time(rescoring.startedAt),
            ])
    }

    /// Stores how far it is, if it is still in `state`.
    ///
    /// - Returns: whether it was.
    public func update(_ rescoring: RescoringRecord, from state: RescoringState) throws -> Bool {
        try execute(
            """
            UPDATE rescorings SET state = $4, cursor = $5, done = $6, without_score = $7, adopted = $8, warnings = $9,
                ready_at = $10, decided_by = $11, decided_at = $12, finished_at = $13
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(rescoring.school), .identifier(rescoring.id), .state(state), .state(rescoring.state),
                Value(rescoring.cursor), .number(rescoring.done), .number(rescoring.withoutScore),
                .number(rescoring.adopted), .number(rescoring.warnings), Value(rescoring.readyAt),
                Value(rescoring.decidedBy), Value(rescoring.decidedAt), Value(rescoring.finishedAt),
            ]) == 1
    }
}
