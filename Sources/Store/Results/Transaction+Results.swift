public import Domain

extension ReadTransaction {
    /// The newest result of a sheet.
    public func result(ofSheet sheet: Identifier, school: Identifier) throws -> ResultRecord? {
        let found = try first(
            """
            SELECT school_id, id, sheet_id, student_id, instrument_id, version, hash, score_sealed, suggested_level,
                scored_at, norms_sealed
            FROM results WHERE school_id = $1 AND sheet_id = $2 ORDER BY scored_at DESC LIMIT 1
            """, [.identifier(school), .identifier(sheet)], sealedResult)
        return try found.map(opened)
    }

    public func result(_ id: Identifier) throws -> ResultRecord? {
        let found = try first(
            """
            SELECT school_id, id, sheet_id, student_id, instrument_id, version, hash, score_sealed, suggested_level,
                scored_at, norms_sealed
            FROM results WHERE id = $1
            """, [.identifier(id)], sealedResult)
        return try found.map(opened)
    }

    /// All results of a student, the newest first.
    public func results(ofStudent student: Identifier) throws -> [ResultRecord] {
        try all(
            """
            SELECT school_id, id, sheet_id, student_id, instrument_id, version, hash, score_sealed, suggested_level,
                scored_at, norms_sealed
            FROM results WHERE student_id = $1 ORDER BY scored_at DESC, id
            """, [.identifier(student)], sealedResult
        ).map(opened)
    }

    /// What the same instrument made of everybody in the campaign that a result comes from, at most `limit` of them: by
    /// student, which is no order of anything, and then the oldest first, so that the same are left each time. Void sheets do not
    /// count.
    public func results(ofCampaignOf result: ResultRecord, limit: Int = 10_000) throws -> [ResultRecord] {
        try all(
            """
            SELECT r.school_id, r.id, r.sheet_id, r.student_id, r.instrument_id, r.version, r.hash, r.score_sealed,
                r.suggested_level, r.scored_at, r.norms_sealed
            FROM sheets own
            JOIN sheets s ON s.school_id = own.school_id AND s.campaign_id = own.campaign_id
            JOIN results r ON r.school_id = s.school_id AND r.sheet_id = s.id AND r.instrument_id = $3
            WHERE own.school_id = $1 AND own.id = $2 AND s.state <> 'void'
            ORDER BY s.student_id, r.scored_at, r.id LIMIT $4
            """,
            [
                .identifier(result.school), .identifier(result.sheet), .text(result.instrument.instrumentID),
                .number(limit),
            ], sealedResult
        ).map(opened)
    }

    /// Whether a sheet has been scored by exactly this version.
    public func hasResult(ofSheet sheet: Identifier, school: Identifier, _ pin: InstrumentPin) throws -> Bool {
        try exists(
            "SELECT 1 FROM results WHERE school_id = $1 AND sheet_id = $2 AND version = $3 AND hash = $4",
            [.identifier(school), .identifier(sheet), .text(pin.version), .blob(pin.hash)])
    }

    /// With what is sealed still so.
    private func sealedResult(_ row: borrowing Row) throws -> ResultRecord {
        ResultRecord(
            school: try row.identifier(0), id: try row.identifier(1), sheet: try row.identifier(2),
            student: try row.identifier(3),
            instrument: InstrumentPin(instrumentID: try row.text(4), version: try row.text(5), hash: try row.blob(6)),
            score: try row.blob(7), norms: try row.optionalBlob(10), suggestedLevel: try row.state(8),
            scoredAt: try row.timestamp(9))
    }

    private func opened(_ sealed: ResultRecord) throws -> ResultRecord {
        ResultRecord(
            school: sealed.school, id: sealed.id, sheet: sealed.sheet, student: sealed.student,
            instrument: sealed.instrument,
            score: try open(sealed.score, .resultScore, row: sealed.id, owner: sealed.student),
            norms: try sealed.norms.map { try open($0, .resultNorms, row: sealed.id, owner: sealed.student) },
            suggestedLevel: sealed.suggestedLevel, scoredAt: sealed.scoredAt)
    }
}

extension WriteTransaction {
    public func insert(_ result: ResultRecord) throws {
        let sealed = try seal(result.score, .resultScore, row: result.id, owner: result.student)
        let norms = try result.norms.map { try seal($0, .resultNorms, row: result.id, owner: result.student) }
        try execute(
            """
            INSERT INTO results (school_id, id, sheet_id, student_id, instrument_id, version, hash, score_sealed,
                suggested_level, scored_at, norms_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(result.school), .identifier(result.id), .identifier(result.sheet),
                .identifier(result.student), .text(result.instrument.instrumentID),
                .text(result.instrument.version), .blob(result.instrument.hash), .blob(sealed),
                .state(result.suggestedLevel), .time(result.scoredAt), Value(norms),
            ])
    }
}
