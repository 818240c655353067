public import Domain

/// What happened to a plan: its changes, its review meetings, and the measures that were carried out.
extension ReadTransaction {
    /// Every move and version, in their order.
    public func changes(of plan: PlanRecord) throws -> [PlanChangeRecord] {
        try all(
            """
            SELECT position, from_state, to_state, author_id, at, reason_sealed, content_sealed, crisis_case_id
            FROM plan_changes WHERE school_id = $1 AND plan_id = $2 ORDER BY position
            """, [.identifier(plan.school), .identifier(plan.id)]
        ) { row in
            let place = SealedRow.position(plan.id, try row.integer(0))
            let reason = try row.optionalBlob(5).map { sealed in
                String(decoding: try open(sealed, .planChangeReason, row: place, owner: plan.student), as: UTF8.self)
            }
            let content = try row.optionalBlob(6).map { sealed in
                try PlanRecord.Body(fields: try open(sealed, .planChangeContent, row: place, owner: plan.student))
            }
            return PlanChangeRecord(
                fromState: try row.optionalState(1), toState: try row.state(2), author: try row.identifier(3),
                at: try row.timestamp(4), reason: reason, content: content,
                crisisCase: try row.optionalIdentifier(7))
        }
    }

    /// How often the content was written, the first time included; and the crisis case that it last went over to.
    public func changeFigures(of plan: PlanRecord) throws -> (versions: Int, crisisCase: Identifier?) {
        try first(
            """
            SELECT COUNT(content_sealed), (
                SELECT crisis_case_id FROM plan_changes
                WHERE school_id = $1 AND plan_id = $2 AND crisis_case_id IS NOT NULL ORDER BY position DESC LIMIT 1)
            FROM plan_changes WHERE school_id = $1 AND plan_id = $2
            """, [.identifier(plan.school), .identifier(plan.id)]
        ) { row in (Int(try row.integer(0)), try row.optionalIdentifier(1)) } ?? (0, nil)
    }

    /// The review meetings of a plan, the earliest first.
    public func reviews(of plan: PlanRecord) throws -> [PlanReviewRecord] {
        try all(
            """
            SELECT id, held_at, decision, minutes_sealed, next_review_at, recorded_by, recorded_at
            FROM plan_reviews WHERE school_id = $1 AND plan_id = $2 ORDER BY held_at, recorded_at, rowid
            """, [.identifier(plan.school), .identifier(plan.id)]
        ) { row in
            let id = try row.identifier(0)
            let sealed = try row.blob(3)
            let minutes = try FieldDecoder(try open(sealed, .planReviewMinutes, row: id, owner: plan.student))
            return PlanReviewRecord(
                id: id, heldAt: try row.timestamp(1), participants: try minutes.texts(1), decision: try row.state(2),
                reason: try minutes.text(2), nextReviewAt: try row.optionalTimestamp(4),
                recordedBy: try row.identifier(5), recordedAt: try row.timestamp(6))
        }
    }

    /// What was carried out, the earliest first.
    public func measuresDone(of plan: PlanRecord) throws -> [MeasureDoneRecord] {
        try all(
            """
            SELECT id, measure_id, done_by, done_at, recorded_at, note_sealed
            FROM measure_records WHERE school_id = $1 AND plan_id = $2 ORDER BY done_at, recorded_at, id
            """, [.identifier(plan.school), .identifier(plan.id)]
        ) { row in
            let id = try row.identifier(0)
            let sealed = try row.blob(5)
            let note = try FieldDecoder(try open(sealed, .measureNote, row: id, owner: plan.student))
            return MeasureDoneRecord(
                id: id, measure: try row.identifier(1), doneBy: try row.identifier(2), doneAt: try row.timestamp(3),
                recordedAt: try row.timestamp(4), text: try note.text(1), note: try note.optionalText(2))
        }
    }

    /// When each measure of a plan was carried out; opens no note.
    public func measureMoments(of plan: PlanRecord) throws -> [Identifier: [Timestamp]] {
        var moments: [Identifier: [Timestamp]] = [:]
        try query(
            "SELECT measure_id, done_at FROM measure_records WHERE school_id = $1 AND plan_id = $2 ORDER BY done_at",
            [.identifier(plan.school), .identifier(plan.id)]
        ) { row in moments[try row.identifier(0), default: []].append(try row.timestamp(1)) }
        return moments
    }
}

extension WriteTransaction {
    /// Adds a change behind those that the plan has.
    public func append(_ change: PlanChangeRecord, to plan: PlanRecord) throws {
        let position: Int64 =
            try first(
                "SELECT COALESCE(MAX(position), 0) + 1 FROM plan_changes WHERE school_id = $1 AND plan_id = $2",
                [.identifier(plan.school), .identifier(plan.id)]
            ) { row in try row.integer(0) } ?? 1
        let place = SealedRow.position(plan.id, position)
        let reason = try change.reason.map {
            try seal(Array($0.utf8), .planChangeReason, row: place, owner: plan.student)
        }
        let content = try change.content.map {
            try seal($0.fields, .planChangeContent, row: place, owner: plan.student)
        }
        try execute(
            """
            INSERT INTO plan_changes (school_id, plan_id, position, student_id, from_state, to_state, author_id, at,
                reason_sealed, content_sealed, crisis_case_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(plan.school), .identifier(plan.id), .integer(position), .identifier(plan.student),
                Value(change.fromState?.rawValue), .state(change.toState), .identifier(change.author),
                .time(change.at), Value(reason), Value(content), Value(change.crisisCase),
            ])
    }

    public func insert(_ review: PlanReviewRecord, of plan: PlanRecord) throws {
        try execute(
            """
            INSERT INTO plan_reviews (school_id, id, plan_id, student_id, held_at, decision, minutes_sealed,
                next_review_at, recorded_by, recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(plan.school), .identifier(review.id), .identifier(plan.id), .identifier(plan.student),
                .time(review.heldAt), .state(review.decision),
                .blob(try seal(review.minutes, .planReviewMinutes, row: review.id, owner: plan.student)),
                Value(review.nextReviewAt), .identifier(review.recordedBy), .time(review.recordedAt),
            ])
    }

    public func insert(_ done: MeasureDoneRecord, of plan: PlanRecord) throws {
        try execute(
            """
            INSERT INTO measure_records (school_id, id, plan_id, measure_id, student_id, done_by, done_at, recorded_at,
                note_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(plan.school), .identifier(done.id), .identifier(plan.id), .identifier(done.measure),
                .identifier(plan.student), .identifier(done.doneBy), .time(done.doneAt), .time(done.recordedAt),
                .blob(try seal(done.sealed, .measureNote, row: done.id, owner: plan.student)),
            ])
    }
}
