extension Invariant {
    /// No warning without an owner once its deadline is over; until somebody takes it, it goes up to the crisis lead.
    static let ofWarnings = [
        none(
            "a warning that was taken has an owner who works here",
            """
            SELECT hex(w.id) FROM warnings w
            WHERE w.state IN ('acknowledged', 'confirmed', 'in_intervention') AND NOT EXISTS (
                SELECT 1 FROM accounts a WHERE a.id = w.owner_account_id AND a.state = 'active')
            """),
        none(
            "a warning that nobody has taken runs against a clock",
            """
            SELECT hex(w.id) FROM warnings w WHERE w.state IN ('raised', 'acknowledged') AND NOT EXISTS (
                SELECT 1 FROM warning_hops h WHERE h.school_id = w.school_id AND h.warning_id = w.id AND h.due_at > $1)
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = w.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a warning whose deadline is over has been told to somebody",
            """
            SELECT hex(w.id) FROM warnings w WHERE w.state = 'raised' AND w.acknowledge_by < $1 AND NOT EXISTS (
                SELECT 1 FROM warning_steps s
                WHERE s.school_id = w.school_id AND s.warning_id = w.id AND s.change = 'told')
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = w.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a warning that was escalated to the end has reached a crisis lead",
            """
            SELECT hex(h.warning_id) FROM warning_hops h
            JOIN warnings w ON w.school_id = h.school_id AND w.id = h.warning_id AND w.state = 'raised'
            WHERE h.missed > 4 AND NOT EXISTS (
                SELECT 1 FROM warning_steps s JOIN grants g ON g.account_id = s.account_id AND g.role = 'crisis_lead'
                WHERE s.school_id = h.school_id AND s.warning_id = h.warning_id AND s.change = 'told')
            """),
        none(
            "a clock runs for no warning that is over",
            """
            SELECT hex(h.warning_id) FROM warning_hops h
            JOIN warnings w ON w.school_id = h.school_id AND w.id = h.warning_id
            WHERE w.state NOT IN ('raised', 'acknowledged')
            """),
    ]
}
