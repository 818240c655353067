public import Domain

/// Figures of a school's crises.
public struct CrisisCounts: Sendable, Equatable {
    public let open: Int
    /// Since the moment asked for.
    public let opened: Int
    public let closed: Int
    /// Open cases of which something is late.
    public let overdue: Int
    public let trauma: Int

    public init(open: Int, opened: Int, closed: Int, overdue: Int, trauma: Int) {
        self.open = open
        self.opened = opened
        self.closed = closed
        self.overdue = overdue
        self.trauma = trauma
    }
}

extension ReadTransaction {
    /// The figures of each school, without opening anything that is sealed. Schools without any are left out.
    public func crisisCounts(since moment: Timestamp, at now: Timestamp) throws -> [Identifier: CrisisCounts] {
        var counts: [Identifier: CrisisCounts] = [:]
        try query(
            """
            SELECT school_id, SUM(is_open), SUM(was_opened), SUM(was_closed), SUM(is_overdue), SUM(is_trauma) FROM (
                SELECT c.school_id, c.state <> 'closed' AS is_open, c.opened_at >= $1 AS was_opened,
                    COALESCE(c.closed_at >= $1, 0) AS was_closed,
                    c.state <> 'closed' AND (
                        c.step_due_at < $2
                        OR EXISTS (
                            SELECT 1 FROM crisis_points p
                            WHERE p.school_id = c.school_id AND p.case_id = c.id AND p.round = c.round
                                AND p.state = 'open' AND p.due_at < $2)
                        OR EXISTS (
                            SELECT 1 FROM crisis_follow_ups f
                            WHERE f.school_id = c.school_id AND f.case_id = c.id AND f.state = 'open'
                                AND f.due_at < $2)) AS is_overdue,
                    0 AS is_trauma
                FROM crisis_cases c
                UNION ALL
                SELECT school_id, 0, 0, 0, 0, 1 FROM trauma_reports WHERE state IN ('reporting', 'supporting'))
            GROUP BY school_id
            """, [.time(moment), .time(now)]
        ) { row in
            counts[try row.identifier(0)] = CrisisCounts(
                open: try row.number(1), opened: try row.number(2), closed: try row.number(3),
                overdue: try row.number(4), trauma: try row.number(5))
        }
        return counts
    }
}
