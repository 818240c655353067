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

    /// What time decides: those that have opinions when the time for them is over, and those that have none when the whole
    /// time box is; at most `limit`.
    public func consultationsDue(at now: Timestamp, limit: Int) throws -> [ConsultationRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, urgency, body_sealed, requested_by, requested_at, assign_by,
                opinions_by, conclude_by, proposed_level, closed_by, closed_at
            FROM consultations c
            WHERE opinions_by <= $1 AND state IN ('requested', 'assigned')
                AND (conclude_by <= $1 OR (state = 'assigned' AND EXISTS (
                    SELECT 1 FROM consultation_experts e
                    WHERE e.school_id = c.school_id AND e.consultation_id = c.id AND e.declaration <> 'conflict'
                        AND e.opinion_at IS NOT NULL)))
                AND NOT EXISTS (
                SELECT 1 FROM students s
                WHERE s.school_id = c.school_id AND s.id = c.student_id AND s.state IN ('erased', 'transferred'))
            ORDER BY opinions_by LIMIT $2
            """, [.time(now), .number(limit)], consultation)
    }

    /// What the experts see; nothing before any were assigned.
    public func caseFile(of consultation: ConsultationRecord) throws -> CaseFileRecord? {
        try first(
            "SELECT case_file_sealed FROM consultations WHERE school_id = $1 AND id = $2",
            [.identifier(consultation.school), .identifier(consultation.id)]
        ) { row in
            try row.optionalBlob(0).map { sealed in
                try CaseFileRecord(
                    fields: try open(
                        sealed, .consultationCaseFile, row: consultation.id, owner: consultation.student))
            }
        } ?? nil
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

    /// Keeps the file that the experts of a consultation see, in place of an earlier one.
    public func store(_ file: CaseFileRecord, of consultation: ConsultationRecord) throws {
        let sealed = try seal(
            file.fields, .consultationCaseFile, row: consultation.id, owner: consultation.student)
        try execute(
            "UPDATE consultations SET case_file_sealed = $3 WHERE school_id = $1 AND id = $2",
            [.identifier(consultation.school), .identifier(consultation.id), .blob(sealed)])
    }

    private func sealedBody(of consultation: ConsultationRecord) throws -> [UInt8] {
        try seal(consultation.body.fields, .consultationBody, row: consultation.id, owner: consultation.student)
    }
}
