public import Domain

extension ReadTransaction {
    public func warning(_ id: Identifier) throws -> WarningRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, source, source_id, state, suggested_level, confirmed_level,
                evidence_sealed, reason_sealed, owner_account_id, raised_at, acknowledge_by, interview_by,
                acknowledged_at, decided_at, closed_at
            FROM warnings WHERE id = $1
            """, [.identifier(id)], warning)
    }

    /// All warnings about a student, the newest first.
    public func warnings(ofStudent student: Identifier) throws -> [WarningRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, source, source_id, state, suggested_level, confirmed_level,
                evidence_sealed, reason_sealed, owner_account_id, raised_at, acknowledge_by, interview_by,
                acknowledged_at, decided_at, closed_at
            FROM warnings WHERE student_id = $1 ORDER BY raised_at DESC, id
            """, [.identifier(student)], warning)
    }

    /// The warnings of a school in a state, the oldest first, from after `after` on.
    public func warnings(
        ofSchool school: Identifier, in state: WarningState, raisedAfter moment: Timestamp? = nil,
        after id: Identifier = .installation, limit: Int
    ) throws -> [WarningRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, source, source_id, state, suggested_level, confirmed_level,
                evidence_sealed, reason_sealed, owner_account_id, raised_at, acknowledge_by, interview_by,
                acknowledged_at, decided_at, closed_at
            FROM warnings
            WHERE school_id = $1 AND state = $2 AND (raised_at > $3 OR (raised_at = $3 AND id > $4))
            ORDER BY raised_at, id LIMIT $5
            """,
            [
                .identifier(school), .state(state), .integer(moment?.milliseconds ?? .min), .identifier(id),
                .number(limit),
            ], warning)
    }

    /// The gravest warning about a student that is not closed, by what a person confirmed once somebody has.
    public func openWarning(ofStudent student: Identifier) throws -> WarningRecord? {
        try all(
            """
            SELECT school_id, id, student_id, class_id, source, source_id, state, suggested_level, confirmed_level,
                evidence_sealed, reason_sealed, owner_account_id, raised_at, acknowledge_by, interview_by,
                acknowledged_at, decided_at, closed_at
            FROM warnings
            WHERE student_id = $1 AND state IN ('raised', 'acknowledged', 'confirmed', 'in_intervention')
            ORDER BY raised_at, id
            """, [.identifier(student)], warning
        ).max { ($0.confirmedLevel ?? $0.suggestedLevel) < ($1.confirmedLevel ?? $1.suggestedLevel) }
    }

    /// How many warnings of a school are in a state, and how many of them are late at `now`.
    public func countWarnings(
        ofSchool school: Identifier, in state: WarningState, lateAt now: Timestamp
    ) throws -> (all: Int, late: Int) {
        try first(
            """
            SELECT count(*), coalesce(sum(
                CASE state WHEN 'raised' THEN acknowledge_by < $3 WHEN 'acknowledged' THEN interview_by < $3 END), 0)
            FROM warnings WHERE school_id = $1 AND state = $2
            """, [.identifier(school), .state(state), .time(now)]
        ) { row in (try row.number(0), try row.number(1)) } ?? (0, 0)
    }

    /// The level of the gravest warning that a sheet has raised; nothing if it has raised none.
    public func gravestWarning(ofSheet sheet: Identifier, student: Identifier) throws -> AttentionLevel? {
        try all(
            "SELECT suggested_level FROM warnings WHERE student_id = $1 AND source = 'sheet' AND source_id = $2",
            [.identifier(student), .identifier(sheet)]
        ) { row in try row.state(0, as: AttentionLevel.self) }.max()
    }

    private func warning(_ row: borrowing Row) throws -> WarningRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        let evidence = try open(try row.blob(9), .warningEvidence, row: id, owner: student)
        let reason = try row.optionalBlob(10).map { sealed in
            String(decoding: try open(sealed, .warningReason, row: id, owner: student), as: UTF8.self)
        }
        return WarningRecord(
            school: try row.identifier(0), id: id, student: student, schoolClass: try row.optionalIdentifier(3),
            source: try row.state(4), sourceID: try row.optionalIdentifier(5), state: try row.state(6),
            suggestedLevel: try row.state(7), confirmedLevel: try row.optionalState(8),
            evidence: try WarningEvidence(fields: evidence), reason: reason, owner: try row.optionalIdentifier(11),
            raisedAt: try row.timestamp(12), acknowledgeBy: try row.optionalTimestamp(13),
            interviewBy: try row.optionalTimestamp(14), acknowledgedAt: try row.optionalTimestamp(15),
            decidedAt: try row.optionalTimestamp(16), closedAt: try row.optionalTimestamp(17))
    }
}

extension WriteTransaction {
    /// Stores a warning with the beginning of its history and of its way through the network: nothing that raises one
    /// can forget them.
    ///
    /// - Parameter author: nothing where the system raised it.
    public func insert(_ warning: WarningRecord, by author: Identifier? = nil) throws {
        let evidence = try seal(warning.evidence.fields, .warningEvidence, row: warning.id, owner: warning.student)
        try execute(
            """
            INSERT INTO warnings (school_id, id, student_id, class_id, source, source_id, state, suggested_level,
                evidence_sealed, raised_at, acknowledge_by, interview_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .identifier(warning.school), .identifier(warning.id), .identifier(warning.student),
                Value(warning.schoolClass), .state(warning.source), Value(warning.sourceID), .state(warning.state),
                .state(warning.suggestedLevel), .blob(evidence), .time(warning.raisedAt),
                Value(warning.acknowledgeBy), Value(warning.interviewBy),
            ])
        try append(WarningStepRecord(.raised, at: warning.raisedAt, author: author), to: warning)
        try startHop(of: warning)
    }

    /// Stores what was done with a warning, if it is still in the state `expected`: of two who act at once, one is told.
    ///
    /// - Returns: whether it was.
    public func update(_ warning: WarningRecord, expected: WarningState) throws -> Bool {
        let reason = try warning.reason.map { reason in
            try seal(Array(reason.utf8), .warningReason, row: warning.id, owner: warning.student)
        }
        let isUpdated =
            try execute(
                """
                UPDATE warnings
                SET state = $4, confirmed_level = $5, reason_sealed = $6, owner_account_id = $7, acknowledge_by = $8,
                    interview_by = $9, acknowledged_at = $10, decided_at = $11, closed_at = $12
                WHERE school_id = $1 AND id = $2 AND state = $3
                """,
                [
                    .identifier(warning.school), .identifier(warning.id), .state(expected), .state(warning.state),
                    Value(warning.confirmedLevel?.rawValue), Value(reason), Value(warning.owner),
                    Value(warning.acknowledgeBy), Value(warning.interviewBy), Value(warning.acknowledgedAt),
                    Value(warning.decidedAt), Value(warning.closedAt),
                ]) == 1
        if isUpdated { try moveHop(of: warning, from: expected) }
        return isUpdated
    }
}
