public import Domain

extension ReadTransaction {
    /// What happened to a warning after the step `position`, in order.
    public func steps(
        ofWarning warning: Identifier, in school: Identifier, after position: Int = 0
    ) throws -> [WarningStepRecord] {
        try all(
            """
            SELECT position, student_id, change, at, author_id, account_id, unit_id, due_at, note_sealed
            FROM warning_steps WHERE school_id = $1 AND warning_id = $2 AND position > $3 ORDER BY position
            """, [.identifier(school), .identifier(warning), .number(position)]
        ) { row in
            let (position, student) = (try row.integer(0), try row.identifier(1))
            let note = try row.optionalBlob(8).map { sealed in
                String(
                    decoding: try open(
                        sealed, .warningStepNote, row: .position(warning, position), owner: student), as: UTF8.self)
            }
            return WarningStepRecord(
                position: Int(position), try row.state(2), at: try row.timestamp(3),
                author: try row.optionalIdentifier(4), account: try row.optionalIdentifier(5),
                unit: try row.optionalIdentifier(6), dueAt: try row.optionalTimestamp(7), note: note)
        }
    }

    /// The position of the last step of a warning.
    public func lastStep(ofWarning warning: Identifier, in school: Identifier) throws -> Int {
        try first(
            "SELECT coalesce(max(position), 0) FROM warning_steps WHERE school_id = $1 AND warning_id = $2",
            [.identifier(school), .identifier(warning)]
        ) { row in try row.number(0) } ?? 0
    }

    /// Whether an account was told of a warning, or had it handed over.
    public func wasTold(_ account: Identifier, ofWarning warning: Identifier) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM warning_steps
            WHERE account_id = $1 AND warning_id = $2 AND change IN ('told', 'handed_over') LIMIT 1
            """, [.identifier(account), .identifier(warning)])
    }

    /// The warnings that an account was told of and nobody has taken.
    public func warningsTold(
        to account: Identifier, limit: Int
    ) throws -> [(id: Identifier, student: Identifier, raisedAt: Timestamp, dueAt: Timestamp)] {
        try all(
            """
            SELECT w.id, w.student_id, w.raised_at, h.due_at
            FROM warning_steps s
            JOIN warnings w ON w.school_id = s.school_id AND w.id = s.warning_id AND w.state = 'raised'
            JOIN warning_hops h ON h.school_id = w.school_id AND h.warning_id = w.id
            WHERE s.account_id = $1 AND s.change = 'told' GROUP BY w.id ORDER BY w.raised_at, w.id LIMIT $2
            """, [.identifier(account), .number(limit)]
        ) { row in
            (try row.identifier(0), try row.identifier(1), try row.timestamp(2), try row.timestamp(3))
        }
    }

    public func hop(ofWarning warning: Identifier, in school: Identifier) throws -> WarningHopRecord? {
        try first(
            """
            SELECT school_id, warning_id, student_id, awaits, hop, unit_id, missed, due_at
            FROM warning_hops WHERE school_id = $1 AND warning_id = $2
            """, [.identifier(school), .identifier(warning)], hop)
    }

    /// The warnings that go on at `now`, the longest overdue first.
    public func hopsDue(at now: Timestamp, limit: Int) throws -> [WarningHopRecord] {
        try all(
            """
            SELECT school_id, warning_id, student_id, awaits, hop, unit_id, missed, due_at
            FROM warning_hops WHERE due_at <= $1 ORDER BY due_at LIMIT $2
            """, [.time(now), .number(limit)], hop)
    }

    private func hop(_ row: borrowing Row) throws -> WarningHopRecord {
        WarningHopRecord(
            school: try row.identifier(0), warning: try row.identifier(1), student: try row.identifier(2),
            awaits: try row.state(3), hop: try row.number(4), unit: try row.optionalIdentifier(5),
            missed: try row.number(6), dueAt: try row.timestamp(7))
    }
}

extension WriteTransaction {
    /// Adds a step behind those that the warning has.
    public func append(_ step: WarningStepRecord, to warning: WarningRecord) throws {
        let position = try lastStep(ofWarning: warning.id, in: warning.school) + 1
        let note = try step.note.map { note in
            try seal(
                Array(note.utf8), .warningStepNote, row: .position(warning.id, Int64(position)), owner: warning.student)
        }
        try execute(
            """
            INSERT INTO warning_steps (school_id, warning_id, position, student_id, change, at, author_id, account_id,
                unit_id, due_at, note_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(warning.school), .identifier(warning.id), .number(position), .identifier(warning.student),
                .state(step.change), .time(step.at), Value(step.author), Value(step.account), Value(step.unit),
                Value(step.dueAt), Value(note),
            ])
    }

    /// Stores where a warning is in the network now.
    public func update(_ hop: WarningHopRecord) throws {
        try execute(
            """
            UPDATE warning_hops SET awaits = $3, hop = $4, unit_id = $5, missed = $6, due_at = $7
            WHERE school_id = $1 AND warning_id = $2
            """,
            [
                .identifier(hop.school), .identifier(hop.warning), .state(hop.awaits), .number(hop.hop),
                Value(hop.unit), .number(hop.missed), .time(hop.dueAt),
            ])
    }

    /// Nobody is waited for any more: the student's data is gone.
    public func drop(_ hop: WarningHopRecord) throws {
        try execute(
            "DELETE FROM warning_hops WHERE school_id = $1 AND warning_id = $2",
            [.identifier(hop.school), .identifier(hop.warning)])
    }

    /// A new warning waits to be told at once; one that is taken, for its interview.
    func startHop(of warning: WarningRecord) throws {
        let awaited: (WarningHopRecord.Awaited, Int, Timestamp)? =
            switch warning.state {
            case .raised: (.acknowledgement, -1, warning.raisedAt)
            case .acknowledged: (.interview, 0, warning.interviewBy ?? warning.raisedAt)
            case .confirmed, .dismissed, .inIntervention, .resolved: nil
            }
        guard let (awaits, hop, dueAt) = awaited else { return }
        try execute(
            """
            INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, due_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(warning.school), .identifier(warning.id), .identifier(warning.student), .state(awaits),
                .number(hop), .time(dueAt),
            ])
    }

    /// The state of a warning has changed: another thing is waited for, or nothing.
    func moveHop(of warning: WarningRecord, from former: WarningState) throws {
        guard warning.state != former else { return }
        if warning.state == .acknowledged {
            try execute(
                """
                UPDATE warning_hops SET awaits = 'interview', due_at = $3 WHERE school_id = $1 AND warning_id = $2
                """,
                [
                    .identifier(warning.school), .identifier(warning.id),
                    .time(warning.interviewBy ?? warning.raisedAt),
                ])
        } else {
            try execute(
                "DELETE FROM warning_hops WHERE school_id = $1 AND warning_id = $2",
                [.identifier(warning.school), .identifier(warning.id)])
        }
    }
}
