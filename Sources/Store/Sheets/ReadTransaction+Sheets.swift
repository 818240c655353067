public import Domain

extension ReadTransaction {
    public func sheet(_ id: Identifier) throws -> SheetRecord? {
        try first(
            """
            SELECT school_id, id, campaign_id, student_id, class_id, instrument_id, version, state, consent_version,
                invited_at, started_at, submitted_at, scored_at
            FROM sheets WHERE id = $1
            """, [.identifier(id)], SheetRecord.init)
    }

    /// All sheets of a student, the newest invitation first.
    public func sheets(ofStudent student: Identifier) throws -> [SheetRecord] {
        try all(
            """
            SELECT school_id, id, campaign_id, student_id, class_id, instrument_id, version, state, consent_version,
                invited_at, started_at, submitted_at, scored_at
            FROM sheets WHERE student_id = $1 ORDER BY invited_at DESC, instrument_id
            """, [.identifier(student)], SheetRecord.init)
    }

    /// Sheets of a campaign in one class, or of students without one, by their ids from after `id` on.
    public func sheets(
        ofCampaign campaign: Identifier, school: Identifier, inClass schoolClass: Identifier?, after id: Identifier?,
        limit: Int
    ) throws -> [SheetRecord] {
        let start = Value.identifier(id ?? .installation)
        guard let schoolClass else {
            return try all(
                """
                SELECT school_id, id, campaign_id, student_id, class_id, instrument_id, version, state,
                    consent_version, invited_at, started_at, submitted_at, scored_at
                FROM sheets WHERE school_id = $1 AND campaign_id = $2 AND class_id IS NULL AND id > $3
                ORDER BY id LIMIT $4
                """, [.identifier(school), .identifier(campaign), start, .number(limit)], SheetRecord.init)
        }
        return try all(
            """
            SELECT school_id, id, campaign_id, student_id, class_id, instrument_id, version, state, consent_version,
                invited_at, started_at, submitted_at, scored_at
            FROM sheets WHERE school_id = $1 AND campaign_id = $2 AND class_id = $3 AND id > $4
            ORDER BY id LIMIT $5
            """,
            [.identifier(school), .identifier(campaign), .identifier(schoolClass), start, .number(limit)],
            SheetRecord.init)
    }

    /// Who was invited in a campaign, each with the states of the sheets, in the order of classes and students.
    public func participation(inCampaign campaign: Identifier, school: Identifier) throws -> [Participation] {
        var found: [Participation] = []
        try query(
            """
            SELECT class_id, student_id, state FROM sheets WHERE school_id = $1 AND campaign_id = $2
            ORDER BY class_id, student_id
            """, [.identifier(school), .identifier(campaign)]
        ) { row in
            let student = try row.identifier(1)
            let state: SheetState = try row.state(2)
            if let last = found.indices.last, found[last].student == student {
                found[last].states.append(state)
            } else {
                found.append(
                    Participation(student: student, schoolClass: try row.optionalIdentifier(0), states: [state]))
            }
        }
        return found
    }

    /// Whether a student has still to answer a sheet of the campaign.
    public func hasToAnswer(_ student: Identifier, inCampaign campaign: Identifier, school: Identifier) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM sheets
            WHERE school_id = $1 AND campaign_id = $2 AND student_id = $3 AND state IN ('invited', 'started')
                AND state <> 'void' -- which lets SQLite take sheets_once
            LIMIT 1
            """, [.identifier(school), .identifier(campaign), .identifier(student)])
    }

    /// Whether there is a sheet that counts for the same student, instrument and campaign as `sheet`, which is void.
    public func isOfferedAgain(_ sheet: SheetRecord) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM sheets
            WHERE school_id = $1 AND campaign_id = $2 AND student_id = $3 AND instrument_id = $4 AND state <> 'void'
            """,
            [
                .identifier(sheet.school), .identifier(sheet.campaign), .identifier(sheet.student),
                .text(sheet.instrumentID),
            ])
    }

    /// The answers of a sheet, or nothing if there are none yet.
    ///
    /// - Throws: `StoreError.fieldsDamaged`, and what opening throws.
    public func answers(ofSheet sheet: Identifier) throws -> SheetAnswers? {
        let found: (student: Identifier, sealed: [UInt8]?)? = try first(
            "SELECT student_id, answers_sealed FROM sheets WHERE id = $1", [.identifier(sheet)]
        ) { row in (try row.identifier(0), try row.optionalBlob(1)) }
        guard let found, let sealed = found.sealed else { return nil }
        let bytes = try open(sealed, .sheetAnswers, row: sheet, owner: found.student)
        guard let answers = SheetAnswers(bytes: bytes) else { throw StoreError.fieldsDamaged }
        return answers
    }

    /// Why a sheet was marked as it is, in the words of who did it; nothing if nobody said.
    public func note(ofSheet sheet: Identifier) throws -> String? {
        let found: (student: Identifier, sealed: [UInt8]?)? = try first(
            "SELECT student_id, note_sealed FROM sheets WHERE id = $1", [.identifier(sheet)]
        ) { row in (try row.identifier(0), try row.optionalBlob(1)) }
        guard let found, let sealed = found.sealed else { return nil }
        return String(decoding: try open(sealed, .sheetNote, row: sheet, owner: found.student), as: UTF8.self)
    }

    /// Sheets that were submitted and not scored, the oldest first, from `moment` on.
    public func sheetsToScore(after place: ScoringPlace?, limit: Int) throws -> [SheetToScore] {
        try all(
            """
            SELECT s.id, s.student_id, s.school_id, s.campaign_id, p.class_id, s.instrument_id, i.version, i.hash,
                s.submitted_at, i.form
            FROM sheets s JOIN campaign_instruments i
                ON i.school_id = s.school_id AND i.campaign_id = s.campaign_id AND i.instrument_id = s.instrument_id
            JOIN students p ON p.school_id = s.school_id AND p.id = s.student_id
            WHERE s.state = 'submitted' AND (s.submitted_at > $1 OR (s.submitted_at = $1 AND s.id > $2))
            ORDER BY s.submitted_at, s.id LIMIT $3
            """,
            [
                .integer(place?.submittedAt.milliseconds ?? .min), .identifier(place?.sheet ?? .installation),
                .number(limit),
            ], SheetToScore.init)
    }
}
