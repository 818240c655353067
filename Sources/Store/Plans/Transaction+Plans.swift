public import Domain

extension ReadTransaction {
    public func plan(_ id: Identifier) throws -> PlanRecord? {
        try first(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans WHERE id = $1
            """, [.identifier(id)], plan)
    }

    /// A student's plans, the newest first.
    public func plans(ofStudent student: Identifier) throws -> [PlanRecord] {
        try all(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans WHERE student_id = $1 ORDER BY created_at DESC, id
            """, [.identifier(student)], plan)
    }

    /// The plan of a student that has not ended; there is one at most.
    public func openPlan(ofStudent student: Identifier, in school: Identifier) throws -> PlanRecord? {
        try first(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans
            WHERE school_id = $1 AND student_id = $2 AND state NOT IN ('completed', 'escalated')
            """, [.identifier(school), .identifier(student)], plan)
    }

    /// The plans of a school in that state, the next review first.
    public func plans(ofSchool school: Identifier, in state: PlanState) throws -> [PlanRecord] {
        try all(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans WHERE school_id = $1 AND state = $2 ORDER BY review_on, id
            """, [.identifier(school), .state(state)], plan)
    }

    /// Active plans whose review date has come, at most `limit`.
    public func plansToReview(at now: Timestamp, limit: Int) throws -> [PlanRecord] {
        try all(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans WHERE review_on <= $1 AND closed_at IS NULL AND state IN ('active', 'adjusted')
                AND NOT EXISTS (
                SELECT 1 FROM students s
                WHERE s.school_id = plans.school_id AND s.id = plans.student_id
                    AND s.state IN ('erased', 'transferred'))
            ORDER BY review_on LIMIT $2
            """, [.time(now), .number(limit)], plan)
    }

    /// The plans of a school, also those that wait, whose next review is after `moment` and which nobody has touched
    /// since `start`, at most `limit`.
    public func plansToReview(
        ofSchool school: Identifier, after moment: Timestamp, untouchedSince start: Timestamp, limit: Int
    ) throws -> [PlanRecord] {
        try all(
            """
            SELECT school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by, created_at,
                closed_at, started_at
            FROM plans p
            WHERE school_id = $1 AND state IN ('active', 'adjusted', 'declined_monitored', 'lost_to_follow_up')
                AND review_on > $2
                AND NOT EXISTS (
                    SELECT 1 FROM plan_changes c WHERE c.school_id = $1 AND c.plan_id = p.id AND c.at >= $3)
                AND NOT EXISTS (
                    SELECT 1 FROM students s
                    WHERE s.school_id = $1 AND s.id = p.student_id AND s.state IN ('erased', 'transferred'))
            ORDER BY id LIMIT $4
            """, [.identifier(school), .time(moment), .time(start), .number(limit)], plan)
    }

    /// The measured effects of a plan, in their order.
    public func effects(of plan: PlanRecord) throws -> [PlanEffectRecord] {
        try all(
            """
            SELECT position, instrument_id, scale_id, before_result_id, after_result_id, measure_sealed, verdict, at
            FROM plan_effects WHERE school_id = $1 AND plan_id = $2 ORDER BY position
            """, [.identifier(plan.school), .identifier(plan.id)]
        ) { row in
            let sealed = try row.blob(5)
            let measure = try FieldDecoder(
                try open(
                    sealed, .planEffectMeasure, row: .position(plan.id, try row.integer(0)), owner: plan.student))
            return PlanEffectRecord(
                instrumentID: try row.text(1), scaleID: try row.text(2), before: try row.identifier(3),
                after: try row.identifier(4), beforeScore: try measure.integer(1), afterScore: try measure.integer(2),
                index: try measure.integer(3), standardDeviation: try measure.integer(5),
                reliability: try measure.integer(6), basis: try measure.text(7), verdict: try row.state(6),
                proposal: try measure.optionalState(4), at: try row.timestamp(7))
        }
    }

    private func plan(_ row: borrowing Row) throws -> PlanRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        return PlanRecord(
            school: try row.identifier(0), id: id, student: student, careEntry: try row.optionalIdentifier(3),
            state: try row.state(4),
            body: try PlanRecord.Body(fields: try open(try row.blob(5), .planBody, row: id, owner: student)),
            reviewAt: try row.optionalTimestamp(6), createdBy: try row.identifier(7), createdAt: try row.timestamp(8),
            closedAt: try row.optionalTimestamp(9), startedAt: try row.optionalTimestamp(10))
    }
}

extension WriteTransaction {
    public func insert(_ plan: PlanRecord) throws {
        try execute(
            """
            INSERT INTO plans (school_id, id, student_id, care_entry_id, state, body_sealed, review_on, created_by,
                created_at, closed_at, started_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(plan.school), .identifier(plan.id), .identifier(plan.student), Value(plan.careEntry),
                .state(plan.state), .blob(try seal(plan.body.fields, .planBody, row: plan.id, owner: plan.student)),
                Value(plan.reviewAt), .identifier(plan.createdBy), .time(plan.createdAt), Value(plan.closedAt),
                Value(plan.startedAt),
            ])
    }

    public func update(_ plan: PlanRecord) throws {
        try execute(
            """
            UPDATE plans SET state = $3, body_sealed = $4, review_on = $5, closed_at = $6, started_at = $7
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(plan.school), .identifier(plan.id), .state(plan.state),
                .blob(try seal(plan.body.fields, .planBody, row: plan.id, owner: plan.student)), Value(plan.reviewAt),
                Value(plan.closedAt), Value(plan.startedAt),
            ])
    }

    /// Adds a measured effect behind those that the plan has.
    public func append(_ effect: PlanEffectRecord, to plan: PlanRecord) throws {
        let position: Int64 =
            try first(
                "SELECT COALESCE(MAX(position), 0) + 1 FROM plan_effects WHERE school_id = $1 AND plan_id = $2",
                [.identifier(plan.school), .identifier(plan.id)]
            ) { row in try row.integer(0) } ?? 1
        let measure = try seal(
            effect.measure, .planEffectMeasure, row: .position(plan.id, position), owner: plan.student)
        try execute(
            """
            INSERT INTO plan_effects (school_id, plan_id, position, student_id, instrument_id, scale_id,
                before_result_id, after_result_id, measure_sealed, verdict, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(plan.school), .identifier(plan.id), .integer(position), .identifier(plan.student),
                .text(effect.instrumentID), .text(effect.scaleID), .identifier(effect.before),
                .identifier(effect.after), .blob(measure), .state(effect.verdict), .time(effect.at),
            ])
    }
}
