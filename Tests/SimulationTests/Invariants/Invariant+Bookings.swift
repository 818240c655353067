extension Invariant {
    /// Nobody is in two places at once, and everybody has one mentor at most.
    static let ofBookings = [
        none(
            "a counsellor, a room, a student is booked once at a time",
            """
            SELECT hex(a.id) || ' ' || hex(b.id) FROM appointments a JOIN appointments b
                ON b.id > a.id AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
                AND (b.counsellor_id = a.counsellor_id OR b.room_id = a.room_id OR b.student_id = a.student_id)
            WHERE a.state NOT IN ('cancelled', 'no_show') AND b.state NOT IN ('cancelled', 'no_show')
            """),
        none(
            "a request for an appointment lapses when nobody has answered it",
            """
            SELECT hex(a.id) FROM appointments a WHERE a.state = 'requested' AND a.starts_at <= $1
                AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = a.student_id AND s.state = 'transferred')
            """, at: true),
        none(
            "a student has one mentor",
            """
            SELECT hex(student_id) FROM mentorships WHERE ended_at IS NULL
            GROUP BY school_id, student_id HAVING COUNT(*) > 1
            """),
        none(
            "a mentor holds the role for each mentee, and for nobody else",
            """
            SELECT hex(m.id) FROM mentorships m JOIN grants g ON g.id = m.grant_id
            WHERE (m.ended_at IS NULL) <> (g.state = 'approved') OR g.account_id <> m.mentor_id
            """),
    ]
}
