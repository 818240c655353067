public import Domain

extension ReadTransaction {
    public func specialPeriod(_ id: Identifier) throws -> SpecialPeriodRecord? {
        try first(
            """
            SELECT school_id, id, unit_id, kind, stages, starts_at, ends_at, interval_percent, review_by, created_by,
                created_at, ended_at
            FROM special_periods WHERE id = $1
            """, [.identifier(id)], specialPeriod)
    }

    /// All that were ever planned for exactly this unit, the newest first.
    public func specialPeriods(ofUnit unit: Identifier) throws -> [SpecialPeriodRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, kind, stages, starts_at, ends_at, interval_percent, review_by, created_by,
                created_at, ended_at
            FROM special_periods WHERE unit_id = $1 ORDER BY starts_at DESC, id
            """, [.identifier(unit)], specialPeriod)
    }

    /// All that are open anywhere.
    public func openSpecialPeriods(at now: Timestamp) throws -> [SpecialPeriodRecord] {
        try all(
            """
            SELECT school_id, id, unit_id, kind, stages, starts_at, ends_at, interval_percent, review_by, created_by,
                created_at, ended_at
            FROM special_periods WHERE ends_at > $1 AND starts_at <= $1 AND ended_at IS NULL ORDER BY starts_at, id
            """, [.time(now)], specialPeriod)
    }

    /// Students of a school who belong to a special group and have no review in the period yet, at most `limit`. Who
    /// belongs to several groups comes once, with the gravest cause.
    public func specialGroup(
        ofSchool school: Identifier, notIn period: Identifier, at now: Timestamp, limit: Int
    ) throws -> [(student: Identifier, cause: SpecialReviewRecord.Cause)] {
        try all(
            """
            WITH members (student_id, cause, rank) AS (
                SELECT student_id, 'crisis_case', 1 FROM crisis_cases WHERE school_id = $1 AND state <> 'closed'
                UNION ALL
                SELECT student_id, 'care_list', 2 FROM care_entries
                WHERE school_id = $1 AND state IN ('active', 'monitoring')
                UNION ALL
                SELECT student_id, 'circumstance', 3 FROM archive_records
                WHERE school_id = $1 AND topic = 'circumstance' AND state = 'standing'
                    AND (ends_at IS NULL OR ends_at > $4))
            SELECT m.student_id, m.cause, MIN(m.rank)
            FROM members m JOIN students s ON s.school_id = $1 AND s.id = m.student_id AND s.state IN ('enrolled', 'suspended')
            WHERE NOT EXISTS (
                SELECT 1 FROM special_reviews r
                WHERE r.school_id = $1 AND r.period_id = $2 AND r.student_id = m.student_id)
            GROUP BY m.student_id ORDER BY m.student_id LIMIT $3
            """, [.identifier(school), .identifier(period), .number(limit), .time(now)]
        ) { row in (try row.identifier(0), try row.state(1)) }
    }

    private func specialPeriod(_ row: borrowing Row) throws -> SpecialPeriodRecord {
        let stages = try row.text(4).split(separator: ",").compactMap { SchoolStage(rawValue: String($0)) }
        return SpecialPeriodRecord(
            school: try row.identifier(0), id: try row.identifier(1), unit: try row.identifier(2),
            period: SpecialPeriod(
                kind: try row.state(3), stages: Set(stages), startsAt: try row.timestamp(5),
                endsAt: try row.timestamp(6), intervalPercent: try row.number(7)),
            reviewBy: try row.timestamp(8), createdBy: try row.identifier(9), createdAt: try row.timestamp(10),
            endedAt: try row.optionalTimestamp(11))
    }
}

extension WriteTransaction {
    public func insert(_ record: SpecialPeriodRecord) throws {
        let stages = record.period.stages.map(\.rawValue).sorted().joined(separator: ",")
        try execute(
            """
            INSERT INTO special_periods (school_id, id, unit_id, kind, stages, starts_at, ends_at, interval_percent,
                review_by, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(record.school), .identifier(record.id), .identifier(record.unit),
                .state(record.period.kind), .text(stages), .time(record.period.startsAt),
                .time(record.period.endsAt), .number(record.period.intervalPercent), .time(record.reviewBy),
                .identifier(record.createdBy), .time(record.createdAt),
            ])
    }

    /// Stores that a period was ended early.
    public func update(_ record: SpecialPeriodRecord) throws {
        try execute(
            "UPDATE special_periods SET ended_at = $3 WHERE school_id = $1 AND id = $2",
            [.identifier(record.school), .identifier(record.id), Value(record.endedAt)])
    }
}
