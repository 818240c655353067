extension Invariant {
    /// What was answered is scored, and stands in the archive.
    static let ofAssessment = [
        none(
            "a sheet that is scored has its result",
            """
            SELECT hex(s.id) FROM sheets s
            WHERE s.state = 'scored' AND NOT EXISTS (SELECT 1 FROM results r WHERE r.sheet_id = s.id)
            """),
        none(
            "a result is of a sheet that was scored",
            """
            SELECT hex(r.id) FROM results r
            WHERE NOT EXISTS (SELECT 1 FROM sheets s WHERE s.id = r.sheet_id AND s.state IN ('scored', 'void'))
            """),
        none(
            "a signal that became a warning has one",
            """
            SELECT hex(s.id) FROM signals s WHERE s.state = 'warned' AND NOT EXISTS (
                SELECT 1 FROM warnings w WHERE w.id = s.warning_id AND w.student_id = s.student_id)
            """),
    ]
}
