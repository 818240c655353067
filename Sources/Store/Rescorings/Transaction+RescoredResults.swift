public import Domain

/// An answered sheet of a campaign, on its way through a re-scoring.
public struct SheetToRescore: Sendable, Equatable {
    public let id: Identifier
    public let student: Identifier
    /// The class at the time of the invitation: what norms go by is what the student was then.
    public let schoolClass: Identifier?
    public let state: SheetState
    public let submittedAt: Timestamp
}

extension ReadTransaction {
    /// Answered sheets of one instrument in a campaign, by their ids from after `cursor` on.
    public func sheetsToRescore(
        _ rescoring: RescoringRecord, after cursor: Identifier?, limit: Int
    ) throws -> [SheetToRescore] {
        try all(
            """
            SELECT id, student_id, class_id, state, submitted_at FROM sheets
            WHERE school_id = $1 AND campaign_id = $2 AND instrument_id = $3 AND id > $4
                AND (state = 'scored' OR state = 'submitted')
            ORDER BY id LIMIT $5
            """,
            [
                .identifier(rescoring.school), .identifier(rescoring.campaign), .text(rescoring.to.instrumentID),
                .identifier(cursor ?? .installation), .number(limit),
            ]
        ) { row in
            SheetToRescore(
                id: try row.identifier(0), student: try row.identifier(1), schoolClass: try row.optionalIdentifier(2),
                state: try row.state(3), submittedAt: try row.timestamp(4))
        }
    }

    /// How many there are.
    public func countOfSheetsToRescore(
        ofCampaign campaign: Identifier, school: Identifier, instrument: String
    ) throws -> Int {
        try first(
            """
            SELECT count(*) FROM sheets WHERE school_id = $1 AND campaign_id = $2 AND instrument_id = $3
                AND (state = 'scored' OR state = 'submitted')
            """, [.identifier(school), .identifier(campaign), .text(instrument)]
        ) { row in try row.number(0) } ?? 0
    }

    /// What the other version made of the sheets, by their ids from after `cursor` on; its score is still to be opened.
    public func rescoredResults(
        of rescoring: RescoringRecord, after cursor: Identifier?, limit: Int
    ) throws -> [SealedRescoredResult] {
        try all(
            """
            SELECT school_id, id, rescoring_id, sheet_id, student_id, former_id, score_sealed, suggested_level,
                scored_at
            FROM rescored_results WHERE school_id = $1 AND rescoring_id = $2 AND sheet_id > $3
            ORDER BY sheet_id LIMIT $4
            """,
            [
                .identifier(rescoring.school), .identifier(rescoring.id), .identifier(cursor ?? .installation),
                .number(limit),
            ]
        ) { row in
            SealedRescoredResult(
                sealed: RescoredResult(
                    school: try row.identifier(0), id: try row.identifier(1), rescoring: try row.identifier(2),
                    sheet: try row.identifier(3), student: try row.identifier(4),
                    former: try row.optionalIdentifier(5), score: try row.blob(6), suggestedLevel: try row.state(7),
                    scoredAt: try row.timestamp(8)))
        }
    }

    /// - Throws: `StoreError.ownerErased` if the student was erased, and what opening throws.
    public func opened(_ result: SealedRescoredResult) throws -> RescoredResult {
        let sealed = result.sealed
        return RescoredResult(
            school: sealed.school, id: sealed.id, rescoring: sealed.rescoring, sheet: sealed.sheet,
            student: sealed.student, former: sealed.former,
            score: try open(sealed.score, .rescoredScore, row: sealed.id, owner: sealed.student),
            suggestedLevel: sealed.suggestedLevel, scoredAt: sealed.scoredAt)
    }
}

/// With its score still sealed: one that does not open does not keep a list from the others.
public struct SealedRescoredResult: Sendable {
    let sealed: RescoredResult

    public var sheet: Identifier { sealed.sheet }
    public var student: Identifier { sealed.student }
}

extension WriteTransaction {
    public func insert(_ result: RescoredResult) throws {
        let sealed = try seal(result.score, .rescoredScore, row: result.id, owner: result.student)
        try execute(
            """
            INSERT INTO rescored_results (school_id, id, rescoring_id, sheet_id, student_id, former_id, score_sealed,
                suggested_level, scored_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(result.school), .identifier(result.id), .identifier(result.rescoring),
                .identifier(result.sheet), .identifier(result.student), Value(result.former), .blob(sealed),
                .state(result.suggestedLevel), .time(result.scoredAt),
            ])
    }
}
