public import Domain

extension ReadTransaction {
    public func signal(_ id: Identifier) throws -> SignalRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at, received_at,
                content_sealed, warning_id, decided_by, decided_at, reason_sealed
            FROM signals WHERE id = $1
            """, [.identifier(id)], signal)
    }

    /// What can count together with a new signal of the student: what happened between the moments and was not set
    /// aside.
    public func signals(
        ofStudent student: Identifier, from: Timestamp, to: Timestamp
    ) throws -> [SignalRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at, received_at,
                content_sealed, warning_id, decided_by, decided_at, reason_sealed
            FROM signals
            WHERE student_id = $1 AND happened_at BETWEEN $2 AND $3 AND state <> 'set_aside' ORDER BY happened_at, id
            """, [.identifier(student), .time(from), .time(to)], signal)
    }

    /// All signals of a student that happened between the moments, those that were set aside too.
    public func allSignals(
        ofStudent student: Identifier, from: Timestamp, to: Timestamp
    ) throws -> [SignalRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at, received_at,
                content_sealed, warning_id, decided_by, decided_at, reason_sealed
            FROM signals WHERE student_id = $1 AND happened_at BETWEEN $2 AND $3 ORDER BY happened_at, id
            """, [.identifier(student), .time(from), .time(to)], signal)
    }

    /// The signals of a school in a state, the newest first, from before `before` on.
    public func signals(
        ofSchool school: Identifier, in state: SignalState, before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [SignalRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at, received_at,
                content_sealed, warning_id, decided_by, decided_at, reason_sealed
            FROM signals
            WHERE school_id = $1 AND state = $2 AND (received_at < $3 OR (received_at = $3 AND id < $4))
            ORDER BY received_at DESC, id DESC LIMIT $5
            """,
            [
                .identifier(school), .state(state), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ], signal)
    }

    /// Whom signals of a school wait for a person's word about, without opening what they say.
    public func undecidedSignals(
        ofSchool school: Identifier, limit: Int
    ) throws -> [(id: Identifier, student: Identifier, receivedAt: Timestamp)] {
        try all(
            """
            SELECT id, student_id, received_at FROM signals
            WHERE school_id = $1 AND state = 'received' AND kind <> 'assessment' ORDER BY received_at, id LIMIT $2
            """, [.identifier(school), .number(limit)]
        ) { row in (try row.identifier(0), try row.identifier(1), try row.timestamp(2)) }
    }

    /// What has become part of a warning.
    public func signals(ofWarning warning: Identifier) throws -> [SignalRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at, received_at,
                content_sealed, warning_id, decided_by, decided_at, reason_sealed
            FROM signals WHERE warning_id = $1 ORDER BY received_at, id
            """, [.identifier(warning)], signal)
    }

    /// All students of a school that ever were, by id, from after `after` on.
    public func studentIDs(ofSchool school: Identifier, after: Identifier, limit: Int) throws -> [Identifier] {
        try all(
            "SELECT id FROM students WHERE school_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            [.identifier(school), .identifier(after), .number(limit)]
        ) { row in try row.identifier(0) }
    }

    /// Where the student stands whom a signal is about.
    public func studentPlace(ofSignal signal: Identifier) throws -> StudentPlace? {
        guard
            let student: Identifier = try first(
                "SELECT student_id FROM signals WHERE id = $1", [.identifier(signal)], { row in try row.identifier(0) })
        else { return nil }
        return try studentPlace(student)
    }

    private func signal(_ row: borrowing Row) throws -> SignalRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        let content = try SignalRecord.opened(
            try open(try row.blob(10), .signalContent, row: id, owner: student), kind: try row.state(4),
            at: try row.timestamp(8))
        let reason = try row.optionalBlob(14).map { sealed in
            String(decoding: try open(sealed, .signalReason, row: id, owner: student), as: UTF8.self)
        }
        return SignalRecord(
            school: try row.identifier(0), id: id, student: student, schoolClass: try row.optionalIdentifier(3),
            state: try row.state(5), author: try row.optionalIdentifier(6), source: try row.optionalIdentifier(7),
            receivedAt: try row.timestamp(9), signal: content.signal, text: content.text,
            warning: try row.optionalIdentifier(11), decidedBy: try row.optionalIdentifier(12),
            decidedAt: try row.optionalTimestamp(13), reason: reason)
    }
}

extension WriteTransaction {
    public func insert(_ signal: SignalRecord) throws {
        try execute(
            """
            INSERT INTO signals (school_id, id, student_id, class_id, kind, state, author_id, source_id, happened_at,
                received_at, content_sealed, warning_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .identifier(signal.school), .identifier(signal.id), .identifier(signal.student),
                Value(signal.schoolClass), .state(signal.signal.kind), .state(signal.state), Value(signal.author),
                Value(signal.source), .time(signal.signal.at), .time(signal.receivedAt),
                .blob(try seal(signal.content, .signalContent, row: signal.id, owner: signal.student)),
                Value(signal.warning),
            ])
    }

    /// Takes out what a sheet said before it had its score.
    ///
    /// - Returns: the warning that it was part of.
    public func removeSignal(ofSheet sheet: Identifier, student: Identifier) throws -> Identifier? {
        try first(
            """
            DELETE FROM signals WHERE student_id = $1 AND source_id = $2 AND kind = 'assessment' RETURNING warning_id
            """, [.identifier(student), .identifier(sheet)]
        ) { row in try row.optionalIdentifier(0) }.flatMap { $0 }
    }

    /// Stores what was decided about a signal, if it is still in the state `expected`.
    ///
    /// - Returns: whether it was.
    public func update(_ signal: SignalRecord, expected: SignalState) throws -> Bool {
        let reason = try signal.reason.map { reason in
            try seal(Array(reason.utf8), .signalReason, row: signal.id, owner: signal.student)
        }
        return try execute(
            """
            UPDATE signals SET state = $4, warning_id = $5, decided_by = $6, decided_at = $7, reason_sealed = $8
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(signal.school), .identifier(signal.id), .state(expected), .state(signal.state),
                Value(signal.warning), Value(signal.decidedBy), Value(signal.decidedAt), Value(reason),
            ]) == 1
    }
}
