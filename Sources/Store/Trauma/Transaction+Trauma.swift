public import Domain

extension ReadTransaction {
    public func traumaReport(_ id: Identifier) throws -> TraumaReportRecord? {
        try first(
            """
            SELECT school_id, id, student_id, crisis_case_id, state, counsellor_id, body_sealed, learnt_at, opened_by,
                opened_at, closed_at
            FROM trauma_reports WHERE id = $1
            """, [.identifier(id)], traumaReport)
    }

    /// The reports of a school that are not closed, by age; without those of students who were erased.
    public func openTraumaReports(ofSchool school: Identifier) throws -> [TraumaReportRecord] {
        try all(
            """
            SELECT school_id, id, student_id, crisis_case_id, state, counsellor_id, body_sealed, learnt_at, opened_by,
                opened_at, closed_at
            FROM trauma_reports
            WHERE school_id = $1 AND state IN ('reporting', 'supporting')
                AND student_id NOT IN (SELECT id FROM students WHERE school_id = $1 AND state = 'erased')
            ORDER BY opened_at, id
            """, [.identifier(school)], traumaReport)
    }

    /// The steps of a report, in their order.
    public func steps(of report: TraumaReportRecord) throws -> [TraumaStepRecord] {
        try all(
            """
            SELECT id, position, mandatory, state, due_at, done_by, done_at, body_sealed
            FROM trauma_steps WHERE school_id = $1 AND report_id = $2 ORDER BY position
            """, [.identifier(report.school), .identifier(report.id)]
        ) { row in
            let id = try row.identifier(0)
            return TraumaStepRecord(
                id: id, position: try row.number(1), isMandatory: try row.integer(2) == 1, state: try row.state(3),
                dueAt: try row.timestamp(4), doneBy: try row.optionalIdentifier(5),
                doneAt: try row.optionalTimestamp(6),
                body: try TraumaStepRecord.Body(
                    fields: try open(try row.blob(7), .traumaStepBody, row: id, owner: report.student)))
        }
    }

    private func traumaReport(_ row: borrowing Row) throws -> TraumaReportRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        return TraumaReportRecord(
            school: try row.identifier(0), id: id, student: student, crisisCase: try row.optionalIdentifier(3),
            state: try row.state(4), counsellor: try row.optionalIdentifier(5),
            body: try TraumaReportRecord.Body(
                fields: try open(try row.blob(6), .traumaBody, row: id, owner: student)),
            learntAt: try row.timestamp(7), openedBy: try row.identifier(8), openedAt: try row.timestamp(9),
            closedAt: try row.optionalTimestamp(10))
    }
}

extension WriteTransaction {
    public func insert(_ report: TraumaReportRecord) throws {
        try execute(
            """
            INSERT INTO trauma_reports (school_id, id, student_id, crisis_case_id, state, counsellor_id, body_sealed,
                learnt_at, opened_by, opened_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(report.school), .identifier(report.id), .identifier(report.student),
                Value(report.crisisCase), .state(report.state), Value(report.counsellor),
                .blob(try sealedBody(of: report)), .time(report.learntAt), .identifier(report.openedBy),
                .time(report.openedAt),
            ])
    }

    public func update(_ report: TraumaReportRecord) throws {
        try execute(
            """
            UPDATE trauma_reports SET state = $3, counsellor_id = $4, body_sealed = $5, closed_at = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(report.school), .identifier(report.id), .state(report.state), Value(report.counsellor),
                .blob(try sealedBody(of: report)), Value(report.closedAt),
            ])
    }

    public func insert(_ step: TraumaStepRecord, of report: TraumaReportRecord) throws {
        let body = try seal(step.body.fields, .traumaStepBody, row: step.id, owner: report.student)
        try execute(
            """
            INSERT INTO trauma_steps (school_id, id, report_id, student_id, position, mandatory, state, due_at,
                body_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(report.school), .identifier(step.id), .identifier(report.id),
                .identifier(report.student), .number(step.position), .integer(step.isMandatory ? 1 : 0),
                .state(step.state), .time(step.dueAt), .blob(body),
            ])
    }

    public func update(_ step: TraumaStepRecord, of report: TraumaReportRecord) throws {
        let body = try seal(step.body.fields, .traumaStepBody, row: step.id, owner: report.student)
        try execute(
            """
            UPDATE trauma_steps SET state = $3, done_by = $4, done_at = $5, body_sealed = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(report.school), .identifier(step.id), .state(step.state), Value(step.doneBy),
                Value(step.doneAt), .blob(body),
            ])
    }

    private func sealedBody(of report: TraumaReportRecord) throws -> [UInt8] {
        try seal(report.body.fields, .traumaBody, row: report.id, owner: report.student)
    }
}
