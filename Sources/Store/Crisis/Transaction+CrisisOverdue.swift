public import Domain

/// Something of a crisis case whose moment has passed without anybody having done it.
public struct OverdueCrisisItem: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case step, point, report, followUp = "follow_up", lessonAction = "lesson_action"
    }

    public let crisisCase: Identifier
    public let kind: Kind
    /// The point, follow-up or action; the case itself for its step and its report.
    public let item: Identifier
    /// Of a point, which; else nothing.
    public let point: CrisisPoint?
}

extension ReadTransaction {
    /// What has become late by `now` and has not been noted yet, at most `limit` of a kind. Nothing can be noted of
    /// a student who was erased, and nothing is in an archive that another school has signed for.
    public func overdueCrisisItems(at now: Timestamp, limit: Int) throws -> [OverdueCrisisItem] {
        let arguments: [Value] = [.time(now), .number(limit)]
        func items(_ kind: OverdueCrisisItem.Kind, _ sql: StaticString) throws -> [OverdueCrisisItem] {
            try all(sql, arguments) { row in
                OverdueCrisisItem(
                    crisisCase: try row.identifier(0), kind: kind, item: try row.identifier(1),
                    point: try row.optionalState(2))
            }
        }
        return try items(
            .step,
            """
            SELECT c.id, c.id, NULL
            FROM crisis_cases c JOIN students s
                ON s.school_id = c.school_id AND s.id = c.student_id AND s.state NOT IN ('erased', 'transferred')
            WHERE c.step_due_at < $1 AND c.step_overdue_at IS NULL ORDER BY c.step_due_at LIMIT $2
            """)
            + items(
                .point,
                """
                SELECT p.case_id, p.id, p.kind
                FROM crisis_points p JOIN crisis_cases c
                    ON c.school_id = p.school_id AND c.id = p.case_id AND c.round = p.round AND c.state <> 'closed'
                JOIN students s
                    ON s.school_id = p.school_id AND s.id = p.student_id AND s.state NOT IN ('erased', 'transferred')
                WHERE p.state = 'open' AND p.overdue_at IS NULL AND p.due_at < $1 ORDER BY p.due_at LIMIT $2
                """)
            + items(
                .report,
                """
                SELECT c.id, c.id, NULL
                FROM crisis_cases c JOIN students s
                    ON s.school_id = c.school_id AND s.id = c.student_id AND s.state NOT IN ('erased', 'transferred')
                WHERE c.report_due_at IS NOT NULL AND c.report_due_at < $1 AND c.report_overdue_at IS NULL
                    AND c.state = 'follow_up' AND NOT EXISTS (
                        SELECT 1 FROM case_reports r
                        WHERE r.school_id = c.school_id AND r.case_id = c.id AND r.signed_at IS NOT NULL
                            AND r.submitted_at >= c.round_since)
                ORDER BY c.report_due_at LIMIT $2
                """)
            + items(
                .followUp,
                """
                SELECT f.case_id, f.id, NULL
                FROM crisis_follow_ups f JOIN students s
                    ON s.school_id = f.school_id AND s.id = f.student_id AND s.state NOT IN ('erased', 'transferred')
                WHERE f.state = 'open' AND f.overdue_at IS NULL AND f.due_at < $1 ORDER BY f.due_at LIMIT $2
                """)
            + items(
                .lessonAction,
                """
                SELECT a.case_id, a.id, NULL
                FROM lesson_actions a JOIN students s
                    ON s.school_id = a.school_id AND s.id = a.student_id AND s.state NOT IN ('erased', 'transferred')
                WHERE a.done_at IS NULL AND a.overdue_at IS NULL AND a.due_at < $1 ORDER BY a.due_at LIMIT $2
                """)
    }

    /// Whether anything of a case is late at `now`.
    public func isOverdue(_ crisis: CrisisCaseRecord, at now: Timestamp) throws -> Bool {
        if let step = crisis.step, step.dueAt < now { return true }
        return try exists(
            """
            SELECT 1 FROM crisis_points
            WHERE school_id = $1 AND case_id = $2 AND round = $3 AND state = 'open' AND due_at < $4
            UNION ALL
            SELECT 1 FROM crisis_follow_ups WHERE school_id = $1 AND case_id = $2 AND state = 'open' AND due_at < $4
            LIMIT 1
            """, [.identifier(crisis.school), .identifier(crisis.id), .number(crisis.round), .time(now)])
    }
}

extension WriteTransaction {
    /// Keeps that the item was noted, so that it is noted once.
    public func noteOverdue(_ item: OverdueCrisisItem, of crisis: CrisisCaseRecord, at now: Timestamp) throws {
        let arguments: [Value] = [.identifier(crisis.school), .identifier(item.item), .time(now)]
        switch item.kind {
        case .step:
            try execute("UPDATE crisis_cases SET step_overdue_at = $3 WHERE school_id = $1 AND id = $2", arguments)
        case .point:
            try execute("UPDATE crisis_points SET overdue_at = $3 WHERE school_id = $1 AND id = $2", arguments)
        case .report:
            try execute("UPDATE crisis_cases SET report_overdue_at = $3 WHERE school_id = $1 AND id = $2", arguments)
        case .followUp:
            try execute("UPDATE crisis_follow_ups SET overdue_at = $3 WHERE school_id = $1 AND id = $2", arguments)
        case .lessonAction:
            try execute("UPDATE lesson_actions SET overdue_at = $3 WHERE school_id = $1 AND id = $2", arguments)
        }
    }
}
