extension Invariant {
    /// No open crisis without a next step, somebody who takes it, and a day; what is late is told.
    static let ofCrises = [
        none(
            "an open crisis has a next step on a day",
            "SELECT hex(id) FROM crisis_cases WHERE (state <> 'closed') <> (step_due_at IS NOT NULL)"),
        none(
            "somebody who works here takes the next step of a crisis, and somebody leads it",
            """
            SELECT hex(c.id) FROM crisis_cases c WHERE c.state <> 'closed' AND (
                NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = c.step_owner_id AND a.state = 'active')
                OR NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = c.lead_id AND a.state = 'active'))
            """),
        none(
            "a step of a crisis that is late has been noted",
            """
            SELECT hex(c.id) FROM crisis_cases c WHERE c.step_due_at < $1 AND c.step_overdue_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = c.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a crisis was closed on a report that was signed",
            """
            SELECT hex(c.id) FROM crisis_cases c WHERE c.state = 'closed' AND NOT EXISTS (
                SELECT 1 FROM case_reports r
                WHERE r.school_id = c.school_id AND r.case_id = c.id AND r.signed_at IS NOT NULL
                    AND r.version = (SELECT MAX(version) FROM case_reports l WHERE l.case_id = c.id))
            """),
        none(
            "a student has one open crisis",
            """
            SELECT hex(student_id) FROM crisis_cases WHERE state <> 'closed'
            GROUP BY school_id, student_id HAVING COUNT(*) > 1
            """),
        none(
            "a plan whose day has come waits for its review",
            """
            SELECT hex(p.id) FROM plans p WHERE p.state IN ('active', 'adjusted') AND p.review_on <= $1
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = p.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a referral that waits too long has been told of",
            """
            SELECT hex(r.id) FROM referrals r WHERE r.step_due_at < $1 AND r.told_delay = 'in_time'
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = r.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a consultation whose time is over has ended, or waits for its conclusion",
            """
            SELECT hex(c.id) FROM consultations c
            WHERE c.state IN ('requested', 'assigned') AND c.conclude_by <= $1
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = c.student_id AND s.state = 'transferred')
            """, at: true),
    ]
}
