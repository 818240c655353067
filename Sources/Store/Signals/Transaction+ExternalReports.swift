public import Domain

extension ReadTransaction {
    public func externalReport(_ id: Identifier) throws -> ExternalReportRecord? {
        try first(
            """
            SELECT school_id, id, unit_id, reporter_id, state, reported_at, body_sealed, reference_sealed, decided_by,
                decided_at, signal_id, reason_sealed
            FROM external_reports WHERE id = $1
            """, [.identifier(id)], externalReport)
    }

    /// The reports to a school in a state, the newest first, from before `before` on.
    public func externalReports(
        ofSchool school: Identifier, in state: ExternalReportState, before: (at: Timestamp, id: Identifier)? = nil,
        limit: Int
    ) throws -> [ExternalReportRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, reporter_id, state, reported_at, body_sealed, reference_sealed, decided_by,
                decided_at, signal_id, reason_sealed
            FROM external_reports
            WHERE school_id = $1 AND state = $2 AND (reported_at < $3 OR (reported_at = $3 AND id < $4))
            ORDER BY reported_at DESC, id DESC LIMIT $5
            """,
            [
                .identifier(school), .state(state), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ], externalReport)
    }

    /// What an account has reported, the newest first, from before `before` on.
    public func externalReports(
        ofReporter reporter: Identifier, before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [ExternalReportRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, reporter_id, state, reported_at, body_sealed, reference_sealed, decided_by,
                decided_at, signal_id, reason_sealed
            FROM external_reports
            WHERE reporter_id = $1 AND (reported_at < $2 OR (reported_at = $2 AND id < $3))
            ORDER BY reported_at DESC, id DESC LIMIT $4
            """,
            [
                .identifier(reporter), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ], externalReport)
    }

    /// The reports to a school that wait, the oldest first, without what they say.
    public func waitingReports(
        ofSchool school: Identifier, limit: Int
    ) throws -> [(id: Identifier, unit: Identifier, reportedAt: Timestamp)] {
        try all(
            """
            SELECT id, unit_id, reported_at FROM external_reports
            WHERE school_id = $1 AND state = 'waiting' ORDER BY reported_at, id LIMIT $2
            """, [.identifier(school), .number(limit)]
        ) { row in (try row.identifier(0), try row.identifier(1), try row.timestamp(2)) }
    }

    /// The school that a report was made to: who matches it looks through the whole school.
    public func school(ofExternalReport report: Identifier) throws -> Identifier? {
        try first("SELECT school_id FROM external_reports WHERE id = $1", [.identifier(report)]) { row in
            try row.identifier(0)
        }
    }

    private func externalReport(_ row: borrowing Row) throws -> ExternalReportRecord {
        let (id, reporter) = (try row.identifier(1), try row.identifier(3))
        func text(_ sealed: [UInt8]?, _ column: SealedColumn) throws -> String? {
            try sealed.map { String(decoding: try open($0, column, row: id, owner: reporter), as: UTF8.self) }
        }
        let body = try row.optionalBlob(6).map { sealed in
            try ExternalReportRecord.Body(fields: try open(sealed, .externalReportBody, row: id, owner: reporter))
        }
        return ExternalReportRecord(
            school: try row.identifier(0), id: id, unit: try row.identifier(2), reporter: reporter,
            state: try row.state(4), reportedAt: try row.timestamp(5), body: body,
            reference: try text(try row.optionalBlob(7), .externalReportReference),
            decidedBy: try row.optionalIdentifier(8), decidedAt: try row.optionalTimestamp(9),
            signal: try row.optionalIdentifier(10),
            reason: try text(try row.optionalBlob(11), .externalReportReason))
    }
}

extension WriteTransaction {
    public func insert(_ report: ExternalReportRecord) throws {
        try execute(
            """
            INSERT INTO external_reports (school_id, id, unit_id, reporter_id, state, reported_at, body_sealed,
                reference_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(report.school), .identifier(report.id), .identifier(report.unit),
                .identifier(report.reporter), .state(report.state), .time(report.reportedAt),
                Value(try sealedBody(of: report)),
                Value(
                    try report.reference.map {
                        try seal(Array($0.utf8), .externalReportReference, row: report.id, owner: report.reporter)
                    }),
            ])
    }

    /// Stores what was decided about a report, if it is still in the state `expected`: of two who decide at once, one is
    /// told.
    ///
    /// - Returns: whether it was.
    public func update(_ report: ExternalReportRecord, expected: ExternalReportState) throws -> Bool {
        let reason = try report.reason.map {
            try seal(Array($0.utf8), .externalReportReason, row: report.id, owner: report.reporter)
        }
        return try execute(
            """
            UPDATE external_reports
            SET state = $4, body_sealed = $5, decided_by = $6, decided_at = $7, signal_id = $8, reason_sealed = $9
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(report.school), .identifier(report.id), .state(expected), .state(report.state),
                Value(try sealedBody(of: report)), Value(report.decidedBy), Value(report.decidedAt),
                Value(report.signal), Value(reason),
            ]) == 1
    }

    private func sealedBody(of report: ExternalReportRecord) throws -> [UInt8]? {
        try report.body.map { try seal($0.fields, .externalReportBody, row: report.id, owner: report.reporter) }
    }
}
