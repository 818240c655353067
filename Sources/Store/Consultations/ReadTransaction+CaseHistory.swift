public import Domain

/// What was done for a student, without who did it and what was written about it.
extension ReadTransaction {
    /// Places on the care list, the oldest first.
    public func carePlaces(
        ofStudent student: Identifier
    ) throws -> [(state: CareState, level: AttentionLevel, createdAt: Timestamp)] {
        try all(
            "SELECT state, level, created_at FROM care_entries WHERE student_id = $1 ORDER BY created_at, id",
            [.identifier(student)]
        ) { row in
            (state: try row.state(0), level: try row.state(1), createdAt: try row.timestamp(2))
        }
    }

    /// Interviews, the oldest first, with the level that each confirmed.
    public func interviewTimes(
        ofStudent student: Identifier
    ) throws -> [(heldAt: Timestamp, level: AttentionLevel?)] {
        try all(
            "SELECT held_at, level FROM interviews WHERE student_id = $1 ORDER BY held_at, id",
            [.identifier(student)]
        ) { row in
            (heldAt: try row.timestamp(0), level: try row.optionalState(1))
        }
    }

    /// Crisis cases, the oldest first.
    public func crises(ofStudent student: Identifier) throws -> [(state: CrisisState, openedAt: Timestamp)] {
        try all(
            "SELECT state, opened_at FROM crisis_cases WHERE student_id = $1 ORDER BY opened_at, id",
            [.identifier(student)]
        ) { row in
            (state: try row.state(0), openedAt: try row.timestamp(1))
        }
    }

    /// Appointments in the counselling room that were held, or that the student did not come to, the oldest first.
    public func conversations(ofStudent student: Identifier) throws -> [(state: AppointmentState, start: Timestamp)] {
        try all(
            """
            SELECT state, starts_at FROM appointments
            WHERE student_id = $1 AND state IN ('completed', 'no_show') ORDER BY starts_at, id
            """, [.identifier(student)]
        ) { row in
            (state: try row.state(0), start: try row.timestamp(1))
        }
    }

    /// Since when the student had each mentor, the first one first, and whether that is over.
    public func mentoring(ofStudent student: Identifier) throws -> [(since: Timestamp, isOver: Bool)] {
        try all(
            "SELECT since, ended_at FROM mentorships WHERE student_id = $1 ORDER BY since, id",
            [.identifier(student)]
        ) { row in
            (since: try row.timestamp(0), isOver: try row.optionalTimestamp(1) != nil)
        }
    }
}
