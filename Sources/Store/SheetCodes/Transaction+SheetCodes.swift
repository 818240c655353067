public import Domain

extension ReadTransaction {
    /// The code with this hash, used and expired ones too.
    public func sheetCode(hash: [UInt8]) throws -> SheetCodeRecord? {
        try first(
            """
            SELECT code_hash, school_id, campaign_id, student_id, created_at, expires_at, used_at
            FROM sheet_codes WHERE code_hash = $1
            """, [.blob(hash)], sheetCode)
    }

    fileprivate func sheetCode(_ row: borrowing Row) throws -> SheetCodeRecord {
        SheetCodeRecord(
            codeHash: try row.blob(0), school: try row.identifier(1), campaign: try row.identifier(2),
            student: try row.identifier(3), createdAt: try row.timestamp(4), expiresAt: try row.timestamp(5),
            usedAt: try row.optionalTimestamp(6))
    }
}

extension WriteTransaction {
    /// Issues a code. What was issued to the student for the campaign before opens nothing any more, so that a slip of
    /// paper that was lost can be made worthless.
    public func issue(_ code: SheetCodeRecord) throws {
        try execute(
            "DELETE FROM sheet_codes WHERE school_id = $1 AND campaign_id = $2 AND student_id = $3",
            [.identifier(code.school), .identifier(code.campaign), .identifier(code.student)])
        try execute(
            """
            INSERT INTO sheet_codes (code_hash, school_id, campaign_id, student_id, created_at, expires_at, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .blob(code.codeHash), .identifier(code.school), .identifier(code.campaign),
                .identifier(code.student), .time(code.createdAt), .time(code.expiresAt), Value(code.usedAt),
            ])
    }

    /// Uses up a code: of two who show it at once, one gets it.
    ///
    /// - Returns: the code, or nothing if there is none that is unused and still valid at `moment`.
    public func useSheetCode(hash: [UInt8], at moment: Timestamp) throws -> SheetCodeRecord? {
        try first(
            """
            UPDATE sheet_codes SET used_at = $2
            WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2
            RETURNING code_hash, school_id, campaign_id, student_id, created_at, expires_at, used_at
            """, [.blob(hash), .time(moment)], sheetCode)
    }

    /// Makes all codes of a campaign worthless, as when it closes.
    @discardableResult
    public func deleteSheetCodes(ofCampaign campaign: Identifier, in school: Identifier) throws -> Int {
        try execute(
            "DELETE FROM sheet_codes WHERE school_id = $1 AND campaign_id = $2",
            [.identifier(school), .identifier(campaign)])
    }

    /// Deletes what expired before `moment`.
    @discardableResult
    public func deleteSheetCodes(expiredBefore moment: Timestamp) throws -> Int {
        try execute("DELETE FROM sheet_codes WHERE expires_at < $1", [.time(moment)])
    }
}
