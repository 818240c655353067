public import Domain

extension ReadTransaction {
    /// The newest first.
    public func erasures(ofStudent student: Identifier) throws -> [ErasureRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, ground, reason_sealed, requested_by, requested_at, decided_by,
                decided_at, done_at, row_count, key_count
            FROM erasures WHERE student_id = $1 ORDER BY requested_at DESC, id DESC
            """, [.identifier(student)], erasure)
    }

    /// Those in a state, of all schools, the oldest first.
    public func erasures(in state: ErasureState, limit: Int) throws -> [ErasureRecord] {
        try all(
            """
            SELECT school_id, id, student_id, state, ground, reason_sealed, requested_by, requested_at, decided_by,
                decided_at, done_at, row_count, key_count
            FROM erasures WHERE state = $1 ORDER BY requested_at, id LIMIT $2
            """, [.state(state), .number(limit)], erasure)
    }

    private func erasure(_ row: borrowing Row) throws -> ErasureRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        let reason = try row.optionalBlob(5).flatMap {
            try openUnlessErased($0, .erasureReason, row: id, owner: student)
        }
        return ErasureRecord(
            school: try row.identifier(0), id: id, student: student, state: try row.state(3), ground: try row.state(4),
            reason: reason.map { String(decoding: $0, as: UTF8.self) }, requestedBy: try row.identifier(6),
            requestedAt: try row.timestamp(7), decidedBy: try row.optionalIdentifier(8),
            decidedAt: try row.optionalTimestamp(9), doneAt: try row.optionalTimestamp(10),
            rows: try row.optionalNumber(11), keys: try row.optionalNumber(12))
    }

    // MARK: - Holds

    /// The hold that is in force.
    public func legalHold(ofStudent student: Identifier) throws -> LegalHoldRecord? {
        try first(
            """
            SELECT school_id, id, reason_sealed, placed_by, placed_at FROM legal_holds
            WHERE student_id = $1 AND released_at IS NULL
            """, [.identifier(student)]
        ) { row in
            let id = try row.identifier(1)
            let reason = try openUnlessErased(try row.blob(2), .holdReason, row: id, owner: student) ?? []
            return LegalHoldRecord(
                school: try row.identifier(0), id: id, student: student,
                reason: String(decoding: reason, as: UTF8.self), placedBy: try row.identifier(3),
                placedAt: try row.timestamp(4))
        }
    }

    // MARK: - What is due

    /// Students who have left or were handed over, and whose archive has not been erased, by id, after `after`.
    public func leavers(after: Identifier = .installation, limit: Int) throws -> [StudentRecord] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at FROM students
            WHERE id > $1 AND left_at IS NOT NULL AND state IN ('left', 'transferred') ORDER BY id LIMIT $2
            """, [.identifier(after), .number(limit)]
        ) { row in
            StudentRecord(
                school: try row.identifier(0), id: try row.identifier(1), schoolClass: try row.optionalIdentifier(2),
                dorm: try row.optionalIdentifier(3), state: try row.state(4), enrolledAt: try row.timestamp(5),
                leftAt: try row.optionalTimestamp(6))
        }
    }
}

extension WriteTransaction {
    public func insert(_ erasure: ErasureRecord) throws {
        let reason = try erasure.reason.map {
            try seal(Array($0.utf8), .erasureReason, row: erasure.id, owner: erasure.student)
        }
        try execute(
            """
            INSERT INTO erasures (school_id, id, student_id, state, ground, reason_sealed, requested_by, requested_at,
                decided_by, decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(erasure.school), .identifier(erasure.id), .identifier(erasure.student),
                .state(erasure.state), .state(erasure.ground), Value(reason), .identifier(erasure.requestedBy),
                .time(erasure.requestedAt), Value(erasure.decidedBy), Value(erasure.decidedAt),
            ])
    }

    /// Stores a changed state with what came with it.
    public func update(_ erasure: ErasureRecord) throws {
        try execute(
            """
            UPDATE erasures SET state = $3, decided_by = $4, decided_at = $5, done_at = $6, row_count = $7,
                key_count = $8
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(erasure.school), .identifier(erasure.id), .state(erasure.state), Value(erasure.decidedBy),
                Value(erasure.decidedAt), Value(erasure.doneAt), Value(erasure.rows), Value(erasure.keys),
            ])
    }

    public func insert(_ hold: LegalHoldRecord) throws {
        try execute(
            """
            INSERT INTO legal_holds (school_id, id, student_id, reason_sealed, placed_by, placed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(hold.school), .identifier(hold.id), .identifier(hold.student),
                .blob(try seal(Array(hold.reason.utf8), .holdReason, row: hold.id, owner: hold.student)),
                .identifier(hold.placedBy), .time(hold.placedAt),
            ])
    }

    /// Stores the end of a hold.
    public func release(_ hold: LegalHoldRecord) throws {
        try execute(
            "UPDATE legal_holds SET released_by = $3, released_at = $4 WHERE school_id = $1 AND id = $2",
            [.identifier(hold.school), .identifier(hold.id), Value(hold.releasedBy), Value(hold.releasedAt)])
    }
}
