public import Domain

extension ReadTransaction {
    public func consultation(_ id: Identifier) throws -> ConsultationRecord? {
        try first(
            """
            SELECT school_id, id, student_id, state, urgency, body_sealed, requested_by, requested_at, assign_by,
                opinions_by, conclude_by, proposed_level, closed_by, closed_at
            FROM consultations WHERE id = $1
            """, [.identifier(id)], consultation)
    }

    /// The consultations of a school in a state, by no order.
    public func consultations(
        ofSchool school: Identifier, in state: ConsultationState
    ) throws -> [ConsultationRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, urgency, body_sealed, requested_by, requested_at, assign_by,
                opinions_by, conclude_by, proposed_level, closed_by, closed_at
            FROM consultations WHERE school_id = $1 AND state = $2
            """, [.identifier(school), .state(state)], consultation)
    }

    /// All consultations about a student, the newest first.
    public func consultations(ofStudent student: Identifier) throws -> [ConsultationRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, urgency, body_sealed, requested_by, requested_at, assign_by,
                opinions_by, conclude_by, proposed_level, closed_by, closed_at
            FROM consultations WHERE student_id = $1 ORDER BY requested_at DESC, id
            """, [.identifier(student)], consultation)
    }

    /// Open ones whose time box is over and that have no opinions, at most `limit`.
    public func consultationsToExpire(at now: Timestamp, limit: Int) throws -> [ConsultationRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, urgency, body_sealed, requested_by, requested_at, assign_by,
                opinions_by, conclude_by, proposed_level, closed_by, closed_at
            FROM consultations WHERE conclude_by <= $1 AND state IN ('requested', 'assigned')
            ORDER BY conclude_by LIMIT $2
            """, [.time(now), .number(limit)], consultation)
    }

    private func consultation(_ row: borrowing Row) throws -> ConsultationRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        let body = try open(try row.blob(5), .consultationBody, row: id, owner: student)
        return ConsultationRecord(
            school: try row.identifier(0), id: id, student: student, state: try row.state(3), urgency: try row.state(4),
            body: try ConsultationRecord.Body(fields: body), requestedBy: try row.identifier(6),
            requestedAt: try row.timestamp(7),
            deadlines: ConsultationDeadlines(
                assignBy: try row.timestamp(8), opinionsBy: try row.timestamp(9), concludeBy: try row.timestamp(10)),
            proposedLevel: try row.optionalState(11), closedBy: try row.optionalIdentifier(12),
            closedAt: try row.optionalTimestamp(13))
    }
}

extension WriteTransaction {
    public func insert(_ consultation: ConsultationRecord) throws {
        let deadlines = consultation.deadlines
        try execute(
            """
            INSERT INTO consultations (school_id, id, student_id, state, urgency, body_sealed, requested_by,
                requested_at, assign_by, opinions_by, conclude_by, proposed_level, closed_by, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            [
                .identifier(consultation.school), .identifier(consultation.id), .identifier(consultation.student),
                .state(consultation.state), .state(consultation.urgency), .blob(try sealedBody(of: consultation)),
                .identifier(consultation.requestedBy), .time(consultation.requestedAt), .time(deadlines.assignBy),
                .time(deadlines.opinionsBy), .time(deadlines.concludeBy), Value(consultation.proposedLevel?.rawValue),
                Value(consultation.closedBy), Value(consultation.closedAt),
            ])
    }

    /// Stores what was done with a consultation, if it is still in the state `expected`.
    ///
    /// - Returns: whether it was.
    public func update(_ consultation: ConsultationRecord, expected: ConsultationState) throws -> Bool {
        try execute(
            """
            UPDATE consultations
            SET state = $4, body_sealed = $5, proposed_level = $6, closed_by = $7, closed_at = $8
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(consultation.school), .identifier(consultation.id), .state(expected),
                .state(consultation.state), .blob(try sealedBody(of: consultation)),
                Value(consultation.proposedLevel?.rawValue), Value(consultation.closedBy), Value(consultation.closedAt),
            ]) == 1
    }

    private func sealedBody(of consultation: ConsultationRecord) throws -> [UInt8] {
        try seal(consultation.body.fields, .consultationBody, row: consultation.id, owner: consultation.student)
    }
}
