public import Domain

extension ReadTransaction {
    public func growthBuddy(_ id: Identifier) throws -> GrowthBuddyRecord? {
        try first(
            """
            SELECT school_id, id, student_id, buddy_id, assigned_by, since, reason_sealed, ended_at
            FROM growth_buddies WHERE id = $1
            """, [.identifier(id)], growthBuddy)
    }

    /// The pairs of a school that have not ended, by id.
    public func openGrowthBuddies(ofSchool school: Identifier) throws -> [GrowthBuddyRecord] {
        try all(
            """
            SELECT school_id, id, student_id, buddy_id, assigned_by, since, reason_sealed, ended_at
            FROM growth_buddies WHERE school_id = $1 AND ended_at IS NULL ORDER BY id
            """, [.identifier(school)], growthBuddy)
    }

    /// The pairs that a student is one of and that have not ended, the oldest first.
    public func openGrowthBuddies(with student: Identifier) throws -> [GrowthBuddyRecord] {
        try all(
            """
            SELECT school_id, id, student_id, buddy_id, assigned_by, since, reason_sealed, ended_at
            FROM growth_buddies WHERE (student_id = $1 OR buddy_id = $1) AND ended_at IS NULL ORDER BY since, id
            """, [.identifier(student)], growthBuddy)
    }

    /// Pairs that have not ended though one of the two has left, in all schools.
    public func growthBuddiesOfLeavers(limit: Int) throws -> [GrowthBuddyRecord] {
        try all(
            """
            SELECT g.school_id, g.id, g.student_id, g.buddy_id, g.assigned_by, g.since, g.reason_sealed, g.ended_at
            FROM growth_buddies g
            JOIN students s ON s.school_id = g.school_id AND s.id = g.student_id
            JOIN students b ON b.school_id = g.school_id AND b.id = g.buddy_id
            WHERE g.ended_at IS NULL AND (s.state IN ('left', 'transferred') OR b.state IN ('left', 'transferred'))
            LIMIT $1
            """, [.number(limit)], growthBuddy)
    }

    private func growthBuddy(_ row: borrowing Row) throws -> GrowthBuddyRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        let reason = try row.optionalBlob(6).map { sealed in
            String(decoding: try open(sealed, .growthBuddyReason, row: id, owner: student), as: UTF8.self)
        }
        return GrowthBuddyRecord(
            school: try row.identifier(0), id: id, student: student, buddy: try row.identifier(3),
            assignedBy: try row.identifier(4), since: try row.timestamp(5), endReason: reason,
            endedAt: try row.optionalTimestamp(7))
    }
}

extension WriteTransaction {
    public func insert(_ pair: GrowthBuddyRecord) throws {
        try execute(
            """
            INSERT INTO growth_buddies (school_id, id, student_id, buddy_id, assigned_by, since)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .identifier(pair.school), .identifier(pair.id), .identifier(pair.student), .identifier(pair.buddy),
                .identifier(pair.assignedBy), .time(pair.since),
            ])
    }

    /// Stores the end of a pair.
    public func end(_ pair: GrowthBuddyRecord) throws {
        let reason = try pair.endReason.map {
            try seal(Array($0.utf8), .growthBuddyReason, row: pair.id, owner: pair.student)
        }
        try execute(
            "UPDATE growth_buddies SET reason_sealed = $3, ended_at = $4 WHERE school_id = $1 AND id = $2",
            [.identifier(pair.school), .identifier(pair.id), Value(reason), Value(pair.endedAt)])
    }
}
