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
}
