public import Domain

extension WriteTransaction {
    /// Invites to a sheet.
    public func insert(_ sheet: SheetRecord) throws {
        try execute(
            """
            INSERT INTO sheets (school_id, id, campaign_id, student_id, class_id, instrument_id, version, state,
                invited_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(sheet.school), .identifier(sheet.id), .identifier(sheet.campaign),
                .identifier(sheet.student), Value(sheet.schoolClass), .text(sheet.instrumentID), .text(sheet.version),
                .state(sheet.state), .time(sheet.invitedAt),
            ])
    }

    /// The student has agreed to the consent text of that version, and begins.
    ///
    /// - Returns: false if the sheet was not in `former` any more, and nothing was changed; so with all that follow.
    public func startSheet(
        _ sheet: Identifier, school: Identifier, from former: SheetState, consentVersion: Int, at moment: Timestamp
    ) throws -> Bool {
        try execute(
            """
            UPDATE sheets SET state = 'started', consent_version = $4, started_at = $5
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [.identifier(school), .identifier(sheet), .state(former), .number(consentVersion), .time(moment)]) == 1
    }

    /// Stores what a student has answered, if the campaign is still open.
    ///
    /// - Parameter scoredAt: when the result is stored in the same transaction.
    public func submitSheet(
        _ sheet: Identifier, of student: Identifier, school: Identifier, from former: SheetState,
        _ answers: SheetAnswers, submittedAt: Timestamp, scoredAt: Timestamp?
    ) throws -> Bool {
        // Apart from the change: with a subquery in it SQLite would gather the rows in a temporary table first.
        let isOpen = try exists(
            """
            SELECT 1 FROM sheets s JOIN campaigns c ON c.school_id = s.school_id AND c.id = s.campaign_id
            WHERE s.school_id = $1 AND s.id = $2 AND c.state = 'open'
            """, [.identifier(school), .identifier(sheet)])
        guard isOpen else { return false }
        let sealed = try seal(answers.bytes, .sheetAnswers, row: sheet, owner: student)
        let state: SheetState = scoredAt == nil ? .submitted : .scored
        return try execute(
            """
            UPDATE sheets SET state = $4, answers_sealed = $5, submitted_at = $6, scored_at = $7
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(school), .identifier(sheet), .state(former), .state(state), .blob(sealed),
                .time(submittedAt), Value(scoredAt),
            ]) == 1
    }

    /// The result of a submitted sheet is stored.
    public func markScored(_ sheet: Identifier, school: Identifier, at moment: Timestamp) throws -> Bool {
        try execute(
            """
            UPDATE sheets SET state = 'scored', scored_at = $3
            WHERE school_id = $1 AND id = $2 AND state = 'submitted'
            """, [.identifier(school), .identifier(sheet), .time(moment)]) == 1
    }

    /// Moves a sheet by hand.
    ///
    /// - Parameter note: why; nothing takes away what was said before.
    public func moveSheet(
        _ sheet: SheetRecord, to state: SheetState, note: String?
    ) throws -> Bool {
        let sealed = try note.map {
            try seal(Array($0.utf8), .sheetNote, row: sheet.id, owner: sheet.student)
        }
        return try execute(
            "UPDATE sheets SET state = $4, note_sealed = $5 WHERE school_id = $1 AND id = $2 AND state = $3",
            [
                .identifier(sheet.school), .identifier(sheet.id), .state(sheet.state), .state(state), Value(sealed),
            ]) == 1
    }
}
