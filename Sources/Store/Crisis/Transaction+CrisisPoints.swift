internal import Domain

extension ReadTransaction {
    /// The checklist of the case's present round, in its order.
    public func points(of crisis: CrisisCaseRecord) throws -> [CrisisPointRecord] {
        try all(
            """
            SELECT id, round, kind, position, mandatory, due_at, state, done_by, done_at, note_sealed
            FROM crisis_points WHERE school_id = $1 AND case_id = $2 AND round = $3 ORDER BY position
            """, [.identifier(crisis.school), .identifier(crisis.id), .number(crisis.round)]
        ) { row in
            let id = try row.identifier(0)
            return CrisisPointRecord(
                id: id, round: try row.number(1), kind: try row.state(2), position: try row.number(3),
                isMandatory: try row.integer(4) == 1, dueAt: try row.timestamp(5), state: try row.state(6),
                doneBy: try row.optionalIdentifier(7), doneAt: try row.optionalTimestamp(8),
                note: try optionalText(row, 9, .crisisPointNote, row: .identifier(id), owner: crisis.student))
        }
    }
}

extension WriteTransaction {
    public func insert(_ point: CrisisPointRecord, of crisis: CrisisCaseRecord) throws {
        try execute(
            """
            INSERT INTO crisis_points (school_id, id, case_id, student_id, round, kind, position, mandatory, due_at,
                state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(crisis.school), .identifier(point.id), .identifier(crisis.id),
                .identifier(crisis.student), .number(point.round), .state(point.kind), .number(point.position),
                .integer(point.isMandatory ? 1 : 0), .time(point.dueAt), .state(point.state),
            ])
    }

    public func update(_ point: CrisisPointRecord, of crisis: CrisisCaseRecord) throws {
        let note = try point.note.map { note in
            try seal(Array(note.utf8), .crisisPointNote, row: point.id, owner: crisis.student)
        }
        try execute(
            """
            UPDATE crisis_points SET state = $3, done_by = $4, done_at = $5, note_sealed = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(crisis.school), .identifier(point.id), .state(point.state), Value(point.doneBy),
                Value(point.doneAt), Value(note),
            ])
    }
}
