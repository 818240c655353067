public import Domain

/// A mandatory step of a trauma protocol whose moment has passed.
public struct OverdueTraumaStep: Sendable, Equatable {
    public let school: Identifier
    public let step: Identifier
    public let student: Identifier
}

extension ReadTransaction {
    /// The mandatory steps that have become late by `now` and have not been noted yet, at most `limit`.
    public func overdueTraumaSteps(at now: Timestamp, limit: Int) throws -> [OverdueTraumaStep] {
        try all(
            """
            SELECT t.school_id, t.id, t.student_id
            FROM trauma_steps t JOIN students s
                ON s.school_id = t.school_id AND s.id = t.student_id AND s.state <> 'erased'
            WHERE t.state = 'open' AND t.overdue_at IS NULL AND t.due_at < $1 AND t.mandatory = 1
            ORDER BY t.due_at LIMIT $2
            """, [.time(now), .number(limit)]
        ) { row in
            OverdueTraumaStep(
                school: try row.identifier(0), step: try row.identifier(1), student: try row.identifier(2))
        }
    }
}

extension WriteTransaction {
    /// Keeps that the step was noted, so that it is noted once.
    public func noteOverdue(_ step: OverdueTraumaStep, at now: Timestamp) throws {
        try execute(
            "UPDATE trauma_steps SET overdue_at = $3 WHERE school_id = $1 AND id = $2",
            [.identifier(step.school), .identifier(step.step), .time(now)])
    }
}
