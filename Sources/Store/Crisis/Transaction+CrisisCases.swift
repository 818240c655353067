public import Domain

extension ReadTransaction {
    public func crisisCase(_ id: Identifier) throws -> CrisisCaseRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, warning_id, state, round, lead_id, reason_sealed, step_sealed,
                step_owner_id, step_due_at, step_overdue_at, report_due_at, report_overdue_at, opened_by, opened_at,
                state_since, closed_at, round_since
            FROM crisis_cases WHERE id = $1
            """, [.identifier(id)], crisisCase)
    }

    /// The student's case that is not closed; there is one at most.
    public func openCrisisCase(ofStudent student: Identifier, in school: Identifier) throws -> CrisisCaseRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, warning_id, state, round, lead_id, reason_sealed, step_sealed,
                step_owner_id, step_due_at, step_overdue_at, report_due_at, report_overdue_at, opened_by, opened_at,
                state_since, closed_at, round_since
            FROM crisis_cases WHERE school_id = $1 AND student_id = $2 AND state <> 'closed'
            """, [.identifier(school), .identifier(student)], crisisCase)
    }

    /// The cases of a school in a state. What belonged to a student who was erased cannot be read, and is left out.
    public func crisisCases(ofSchool school: Identifier, in state: CrisisState) throws -> [CrisisCaseRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, warning_id, state, round, lead_id, reason_sealed, step_sealed,
                step_owner_id, step_due_at, step_overdue_at, report_due_at, report_overdue_at, opened_by, opened_at,
                state_since, closed_at, round_since
            FROM crisis_cases
            WHERE school_id = $1 AND state = $2
                AND student_id NOT IN (SELECT id FROM students WHERE school_id = $1 AND state = 'erased')
            ORDER BY step_due_at, id
            """, [.identifier(school), .state(state)], crisisCase)
    }

    /// Who helps the lead, in the order of identifiers.
    public func helpers(of crisis: CrisisCaseRecord) throws -> [Identifier] {
        try all(
            "SELECT account_id FROM crisis_helpers WHERE school_id = $1 AND case_id = $2 ORDER BY account_id",
            [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in try row.identifier(0) }
    }

    /// Everything that happened in a case, in its order.
    public func events(of crisis: CrisisCaseRecord) throws -> [CrisisEventRecord] {
        try all(
            """
            SELECT position, kind, state, author_id, at, note_sealed
            FROM crisis_events WHERE school_id = $1 AND case_id = $2 ORDER BY position
            """, [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in
            let place = SealedRow.position(crisis.id, try row.integer(0))
            return CrisisEventRecord(
                kind: try row.state(1), state: try row.state(2), author: try row.optionalIdentifier(3),
                at: try row.timestamp(4),
                note: try optionalText(row, 5, .crisisEventNote, row: place, owner: crisis.student))
        }
    }

    private func crisisCase(_ row: borrowing Row) throws -> CrisisCaseRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        var step: CrisisCaseRecord.Step?
        if let what = try optionalText(row, 9, .crisisStep, row: .identifier(id), owner: student) {
            step = .init(what: what, owner: try row.identifier(10), dueAt: try row.timestamp(11))
        }
        let reason = try open(try row.blob(8), .crisisReason, row: id, owner: student)
        var record = CrisisCaseRecord(
            school: try row.identifier(0), id: id, student: student, schoolClass: try row.optionalIdentifier(3),
            warning: try row.optionalIdentifier(4), state: try row.state(5), round: try row.number(6),
            roundSince: try row.timestamp(19), lead: try row.identifier(7),
            reason: String(decoding: reason, as: UTF8.self), step: step,
            reportDueAt: try row.optionalTimestamp(13), openedBy: try row.identifier(15),
            openedAt: try row.timestamp(16), stateSince: try row.timestamp(17),
            closedAt: try row.optionalTimestamp(18))
        record.stepOverdueAt = try row.optionalTimestamp(12)
        record.reportOverdueAt = try row.optionalTimestamp(14)
        return record
    }

    /// The text in a sealed column that may be empty.
    func optionalText(
        _ row: borrowing Row, _ column: Int, _ sealed: SealedColumn, row place: SealedRow, owner: Identifier
    ) throws -> String? {
        guard let value = try row.optionalBlob(column) else { return nil }
        return String(decoding: try open(value, sealed, row: place, owner: owner), as: UTF8.self)
    }
}

extension WriteTransaction {
    public func insert(_ crisis: CrisisCaseRecord) throws {
        let reason = try seal(Array(crisis.reason.utf8), .crisisReason, row: crisis.id, owner: crisis.student)
        try execute(
            """
            INSERT INTO crisis_cases (school_id, id, student_id, class_id, warning_id, state, round, lead_id,
                reason_sealed, step_sealed, step_owner_id, step_due_at, report_due_at, opened_by, opened_at,
                state_since, closed_at, round_since)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            [
                .identifier(crisis.school), .identifier(crisis.id), .identifier(crisis.student),
                Value(crisis.schoolClass), Value(crisis.warning), .state(crisis.state), .number(crisis.round),
                .identifier(crisis.lead), .blob(reason), Value(try sealedStep(of: crisis)), Value(crisis.step?.owner),
                Value(crisis.step?.dueAt), Value(crisis.reportDueAt), .identifier(crisis.openedBy),
                .time(crisis.openedAt), .time(crisis.stateSince), Value(crisis.closedAt), .time(crisis.roundSince),
            ])
    }

    public func update(_ crisis: CrisisCaseRecord) throws {
        try execute(
            """
            UPDATE crisis_cases
            SET state = $3, round = $4, lead_id = $5, step_sealed = $6, step_owner_id = $7, step_due_at = $8,
                step_overdue_at = $9, report_due_at = $10, report_overdue_at = $11, state_since = $12, closed_at = $13,
                round_since = $14
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(crisis.school), .identifier(crisis.id), .state(crisis.state), .number(crisis.round),
                .identifier(crisis.lead), Value(try sealedStep(of: crisis)), Value(crisis.step?.owner),
                Value(crisis.step?.dueAt), Value(crisis.stepOverdueAt), Value(crisis.reportDueAt),
                Value(crisis.reportOverdueAt), .time(crisis.stateSince), Value(crisis.closedAt),
                .time(crisis.roundSince),
            ])
    }

    /// All helpers from now on.
    public func setHelpers(_ helpers: Set<Identifier>, of crisis: CrisisCaseRecord) throws {
        try execute(
            "DELETE FROM crisis_helpers WHERE school_id = $1 AND case_id = $2",
            [.identifier(crisis.school), .identifier(crisis.id)])
        for helper in helpers {
            try execute(
                "INSERT INTO crisis_helpers (school_id, case_id, account_id) VALUES ($1, $2, $3)",
                [.identifier(crisis.school), .identifier(crisis.id), .identifier(helper)])
        }
    }

    /// Adds an event behind those that the case has.
    public func append(_ event: CrisisEventRecord, to crisis: CrisisCaseRecord) throws {
        let position: Int64 =
            try first(
                "SELECT COALESCE(MAX(position), 0) + 1 FROM crisis_events WHERE school_id = $1 AND case_id = $2",
                [.identifier(crisis.school), .identifier(crisis.id)]
            ) { row in try row.integer(0) } ?? 1
        let note = try event.note.map { note in
            try seal(
                Array(note.utf8), .crisisEventNote, row: .position(crisis.id, position), owner: crisis.student)
        }
        try execute(
            """
            INSERT INTO crisis_events (school_id, case_id, position, student_id, kind, state, author_id, at, note_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(crisis.school), .identifier(crisis.id), .integer(position), .identifier(crisis.student),
                .state(event.kind), .state(event.state), Value(event.author), .time(event.at), Value(note),
            ])
    }

    private func sealedStep(of crisis: CrisisCaseRecord) throws -> [UInt8]? {
        try crisis.step.map { try seal(Array($0.what.utf8), .crisisStep, row: crisis.id, owner: crisis.student) }
    }
}
