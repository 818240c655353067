public import Domain

/// A scored sheet with what figures about its instrument are made of.
public struct ScoredSheet: Sendable {
    public let sheet: Identifier
    public let student: Identifier
    /// The class at the time of the invitation.
    public let schoolClass: Identifier?
    public let answers: SheetAnswers
    /// As in `ResultRecord`.
    public let score: [UInt8]
    public let norms: [UInt8]?
}

extension ReadTransaction {
    /// Scored sheets of a campaign with their results by exactly the version that it was asked with, by students from after
    /// `student` on: the next ones of at most `limit`, and up to which student was looked.
    ///
    /// Void sheets are not there: neither what was offered again nor what consent was withdrawn from. Nor is what
    /// belonged to erased students.
    ///
    /// - Returns: nothing for `last` when all have been seen.
    public func scoredSheets(
        of campaign: AskedCampaign, after student: Identifier?, limit: Int
    ) throws -> (sheets: [ScoredSheet], last: Identifier?) {
        let rows = try all(
            """
            SELECT s.id, s.student_id, s.class_id, s.answers_sealed, r.id, r.score_sealed, r.norms_sealed
            FROM sheets s
            JOIN results r ON r.school_id = s.school_id AND r.sheet_id = s.id AND r.instrument_id = $3
                AND r.version = $5 AND r.hash = $6
            WHERE s.school_id = $1 AND s.campaign_id = $2 AND s.instrument_id = $3 AND s.student_id > $4
                AND s.state = 'scored' AND s.state <> 'void' -- which lets SQLite take sheets_once
            ORDER BY s.student_id LIMIT $7
            """,
            [
                .identifier(campaign.school), .identifier(campaign.id), .text(campaign.pin.instrumentID),
                .identifier(student ?? .installation), .text(campaign.pin.version), .blob(campaign.pin.hash),
                .number(limit),
            ], SealedSheet.init)
        var sheets: [ScoredSheet] = []
        for row in rows where row.student != sheets.last?.student {
            do throws(StoreError) {
                let bytes = try open(row.answers, .sheetAnswers, row: row.sheet, owner: row.student)
                guard let answers = SheetAnswers(bytes: bytes) else { throw .fieldsDamaged }
                sheets.append(
                    ScoredSheet(
                        sheet: row.sheet, student: row.student, schoolClass: row.schoolClass, answers: answers,
                        score: try open(row.score, .resultScore, row: row.result, owner: row.student),
                        norms: try openedNorms(row)))
            } catch {
                if case .ownerErased = error { continue }
                throw error
            }
        }
        return (sheets, rows.count == limit ? rows.last?.student : nil)
    }

    private func openedNorms(_ row: SealedSheet) throws(StoreError) -> [UInt8]? {
        guard let norms = row.norms else { return nil }
        return try open(norms, .resultNorms, row: row.result, owner: row.student)
    }

    /// What became of the warnings that a sheet raised: the gravest level that an interview confirmed, `none` where all were
    /// dismissed, nothing where nobody has judged.
    public func judgedLevel(ofSheet sheet: Identifier, student: Identifier) throws -> AttentionLevel? {
        let judged = try all(
            """
            SELECT state, confirmed_level FROM warnings
            WHERE student_id = $1 AND source = 'sheet' AND source_id = $2 AND decided_at IS NOT NULL
            """, [.identifier(student), .identifier(sheet)]
        ) { row -> AttentionLevel in
            let state: WarningState = try row.state(0)
            return state == .dismissed ? .none : try row.optionalState(1) ?? .none
        }
        return judged.max()
    }
}

private struct SealedSheet {
    let sheet: Identifier
    let student: Identifier
    let schoolClass: Identifier?
    let answers: [UInt8]
    let result: Identifier
    let score: [UInt8]
    let norms: [UInt8]?

    init(_ row: borrowing Row) throws {
        sheet = try row.identifier(0)
        student = try row.identifier(1)
        schoolClass = try row.optionalIdentifier(2)
        answers = try row.blob(3)
        result = try row.identifier(4)
        score = try row.blob(5)
        norms = try row.optionalBlob(6)
    }
}
