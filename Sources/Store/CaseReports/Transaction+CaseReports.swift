public import Domain

extension ReadTransaction {
    /// The newest version, when it was submitted, and whether it is signed. Nothing when there is none.
    public func newestCaseReport(
        of crisis: CrisisCaseRecord
    ) throws -> (version: Int, submittedAt: Timestamp, isSigned: Bool)? {
        try first(
            """
            SELECT version, submitted_at, signed_at FROM case_reports WHERE school_id = $1 AND case_id = $2
            ORDER BY version DESC LIMIT 1
            """, [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in (try row.number(0), try row.timestamp(1), !row.isNull(2)) }
    }

    public func caseReport(_ version: Int, of crisis: CrisisCaseRecord) throws -> CaseReportRecord? {
        try first(
            """
            SELECT content_sealed, content_hash, author_id, submitted_at, signed_by, signed_at
            FROM case_reports WHERE school_id = $1 AND case_id = $2 AND version = $3
            """, [.identifier(crisis.school), .identifier(crisis.id), .number(version)]
        ) { row in
            let content = try open(
                try row.blob(0), .caseReportContent, row: .position(crisis.id, Int64(version)), owner: crisis.student)
            return CaseReportRecord(
                crisisCase: crisis.id, version: version, content: try CaseReportRecord.Content(fields: content),
                contentHash: try row.blob(1), author: try row.identifier(2), submittedAt: try row.timestamp(3),
                signedBy: try row.optionalIdentifier(4), signedAt: try row.optionalTimestamp(5))
        }
    }
}

extension WriteTransaction {
    public func insert(_ report: CaseReportRecord, of crisis: CrisisCaseRecord) throws {
        let content = try seal(
            report.content.fields, .caseReportContent, row: .position(crisis.id, Int64(report.version)),
            owner: crisis.student)
        try execute(
            """
            INSERT INTO case_reports (school_id, case_id, version, student_id, content_sealed, content_hash, author_id,
                submitted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(crisis.school), .identifier(crisis.id), .number(report.version),
                .identifier(crisis.student), .blob(content), .blob(report.contentHash), .identifier(report.author),
                .time(report.submittedAt),
            ])
    }

    /// Stores a signature, once.
    ///
    /// - Returns: whether the version was not signed before.
    public func sign(
        caseReport version: Int, of crisis: CrisisCaseRecord, by signer: Identifier, at moment: Timestamp
    ) throws -> Bool {
        try execute(
            """
            UPDATE case_reports SET signed_by = $4, signed_at = $5
            WHERE school_id = $1 AND case_id = $2 AND version = $3 AND signed_at IS NULL
            """,
            [
                .identifier(crisis.school), .identifier(crisis.id), .number(version), .identifier(signer),
                .time(moment),
            ]) == 1
    }
}
