import Domain

@testable import Store

extension Invariant {
    /// Whoever has gone has one archive that can be changed; of whom all was to be erased, nothing is left.
    static let ofDepartures = [
        none(
            "whose archive another school has signed for, has one archive that can be changed",
            """
            SELECT hex(t.student_id) FROM transfers t JOIN students s ON s.id = t.student_id
            WHERE t.state IN ('acknowledged', 'expired') AND s.state NOT IN ('transferred', 'erased')
            UNION ALL
            SELECT hex(s.id) FROM students s WHERE s.state = 'transferred' AND NOT EXISTS (
                SELECT 1 FROM transfers t JOIN received_parcels r ON r.id = t.id AND r.student_id <> t.student_id
                WHERE t.student_id = s.id AND t.state = 'acknowledged')
            """),
        none(
            "nothing of an archive is changed after another school has signed for it",
            """
            SELECT hex(x.student_id) || ' ' || x.place FROM (
                SELECT 'warning_steps' AS place, student_id, at FROM warning_steps
                UNION ALL SELECT 'care_changes' AS place, student_id, at FROM care_changes
                UNION ALL SELECT 'plan_changes' AS place, student_id, at FROM plan_changes
                UNION ALL SELECT 'crisis_events' AS place, student_id, at FROM crisis_events
                UNION ALL SELECT 'archive_records' AS place, student_id, recorded_at FROM archive_records
                UNION ALL SELECT 'archive_entries' AS place, student_id, at FROM archive_entries
                    -- A mentor loses the role that the mentorship gave.
                    WHERE kind <> 'mentoring'
            ) x JOIN transfers t ON t.student_id = x.student_id AND t.state = 'acknowledged'
            WHERE x.at > t.acknowledged_at
            """),
        none(
            "no clock of a warning runs for whoever has gone to another school",
            """
            SELECT hex(h.warning_id) FROM warning_hops h
            JOIN students s ON s.id = h.student_id AND s.state = 'transferred'
            """),
        none(
            "a copy that stays after a transfer goes on its day",
            """
            SELECT hex(t.id) FROM transfers t WHERE t.state = 'acknowledged'
                AND t.acknowledged_at < $1 - 181 * 86400000 AND NOT EXISTS (
                    SELECT 1 FROM legal_holds h WHERE h.student_id = t.student_id AND h.released_at IS NULL)
            """, at: true),
        none(
            "an erasure is asked for by one and confirmed by another, and carried out at once",
            """
            SELECT hex(id) FROM erasures
            WHERE state IN ('confirmed', 'done') AND (
                decided_by IS NULL OR requested_by <> zeroblob(16) AND requested_by = decided_by
                OR state = 'confirmed' AND decided_at < $1 - 3600000)
            """, at: true),
        Invariant(name: "nothing is left of whom was erased, and who it was does not open") { transaction, _ in
            let erased = try transaction.all("SELECT school_id, id FROM students WHERE state = 'erased'") { row in
                (school: try row.identifier(0), id: try row.identifier(1))
            }
            var left: [String] = []
            for student in erased {
                for table in StudentTable.all {
                    var count = 0
                    try transaction.query(
                        composed: "SELECT count(*) FROM \(table.name) WHERE \(table.condition)",
                        [.identifier(student.school), .identifier(student.id)]
                    ) { row throws(StoreError) in count = try row.number(0) }
                    if count > 0 { left.append("\(student.id) \(table.name)") }
                }
                if (try? transaction.identifiedStudent(student.id)) != nil { left.append("\(student.id) opens") }
            }
            return left
        },
    ]
}
