internal import Domain

extension ReadTransaction {
    /// The assessments of a case, the newest last.
    public func returnAssessments(of crisis: CrisisCaseRecord) throws -> [ReturnAssessmentRecord] {
        try all(
            """
            SELECT id, assessor_id, assessed_at, recorded_at, decision, opinion_sealed
            FROM return_assessments WHERE school_id = $1 AND case_id = $2 ORDER BY recorded_at, id
            """, [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in
            let id = try row.identifier(0)
            let fields = try FieldDecoder(try open(try row.blob(5), .returnOpinion, row: id, owner: crisis.student))
            return ReturnAssessmentRecord(
                id: id, assessor: try row.identifier(1), assessedAt: try row.timestamp(2),
                recordedAt: try row.timestamp(3), decision: try row.state(4), hospitalOpinion: try fields.text(1),
                conditions: try fields.texts(2))
        }
    }

    /// The follow-ups of a case, by when they are due.
    public func followUps(of crisis: CrisisCaseRecord) throws -> [FollowUpRecord] {
        try all(
            """
            SELECT id, due_at, state, held_by, held_at, level, record_sealed
            FROM crisis_follow_ups WHERE school_id = $1 AND case_id = $2 ORDER BY due_at, id
            """, [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in
            let id = try row.identifier(0)
            return FollowUpRecord(
                id: id, dueAt: try row.timestamp(1), state: try row.state(2), heldBy: try row.optionalIdentifier(3),
                heldAt: try row.optionalTimestamp(4), level: try row.optionalState(5),
                record: try optionalText(row, 6, .followUpRecord, row: .identifier(id), owner: crisis.student))
        }
    }
}

extension WriteTransaction {
    public func insert(_ assessment: ReturnAssessmentRecord, of crisis: CrisisCaseRecord) throws {
        var fields = FieldEncoder()
        fields.put(1, assessment.hospitalOpinion)
        fields.put(2, assessment.conditions)
        let opinion = try seal(fields.bytes, .returnOpinion, row: assessment.id, owner: crisis.student)
        try execute(
            """
            INSERT INTO return_assessments (school_id, id, case_id, student_id, assessor_id, assessed_at, recorded_at,
                decision, opinion_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(crisis.school), .identifier(assessment.id), .identifier(crisis.id),
                .identifier(crisis.student), .identifier(assessment.assessor), .time(assessment.assessedAt),
                .time(assessment.recordedAt), .state(assessment.decision), .blob(opinion),
            ])
    }

    public func insert(_ followUp: FollowUpRecord, of crisis: CrisisCaseRecord) throws {
        try execute(
            """
            INSERT INTO crisis_follow_ups (school_id, id, case_id, student_id, due_at, state)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(crisis.school), .identifier(followUp.id), .identifier(crisis.id),
                .identifier(crisis.student), .time(followUp.dueAt), .state(followUp.state),
            ])
    }

    public func update(_ followUp: FollowUpRecord, of crisis: CrisisCaseRecord) throws {
        let record = try followUp.record.map { record in
            try seal(Array(record.utf8), .followUpRecord, row: followUp.id, owner: crisis.student)
        }
        try execute(
            """
            UPDATE crisis_follow_ups SET state = $3, held_by = $4, held_at = $5, level = $6, record_sealed = $7
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(crisis.school), .identifier(followUp.id), .state(followUp.state), Value(followUp.heldBy),
                Value(followUp.heldAt), Value(followUp.level?.rawValue), Value(record),
            ])
    }
}
