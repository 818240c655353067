import Domain
import Store

extension Invariant {
    /// No change of the care list without reason, author and evidence.
    static let ofCare = [
        none(
            "an author of a change of the care list is an account, or the installation",
            """
            SELECT hex(c.entry_id) FROM care_changes c
            WHERE c.author_id <> zeroblob(16) AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = c.author_id)
            """),
        none(
            "a change of the care list rests on something of the same student",
            """
            SELECT hex(c.entry_id) || ' ' || coalesce(c.evidence_kind, 'nothing') FROM care_changes c
            WHERE NOT (
                c.evidence_kind IS 'review'
                OR c.evidence_kind IS 'warning' AND EXISTS (
                    SELECT 1 FROM warnings e WHERE e.id = c.evidence_id AND e.student_id = c.student_id)
                OR c.evidence_kind IS 'interview' AND EXISTS (
                    SELECT 1 FROM interviews e WHERE e.id = c.evidence_id AND e.student_id = c.student_id)
                OR c.evidence_kind IS 'observation' AND EXISTS (
                    SELECT 1 FROM observations e WHERE e.id = c.evidence_id AND e.student_id = c.student_id
                    UNION ALL
                    SELECT 1 FROM archive_records e WHERE e.id = c.evidence_id AND e.student_id = c.student_id)
                OR c.evidence_kind IS 'effect' AND EXISTS (
                    SELECT 1 FROM plan_effects e WHERE e.plan_id = c.evidence_id AND e.student_id = c.student_id))
            """),
        none(
            "the installation changes neither state nor level of the care list",
            """
            SELECT hex(entry_id) FROM care_changes
            WHERE author_id = zeroblob(16) AND (from_state IS NOT to_state OR from_level IS NOT to_level)
            """),
        none(
            "an entry of the care list stands as its last change left it",
            """
            SELECT hex(e.id) FROM care_entries e WHERE NOT EXISTS (
                SELECT 1 FROM care_changes c
                WHERE c.school_id = e.school_id AND c.entry_id = e.id AND c.to_state = e.state AND c.to_level = e.level
                    AND c.position = (
                        SELECT MAX(position) FROM care_changes l WHERE l.school_id = e.school_id AND l.entry_id = e.id))
            """),
        none(
            "who is cared for is looked at again, on a day that is set",
            "SELECT hex(id) FROM care_entries WHERE state IN ('active', 'monitoring') AND review_on IS NULL"),
        none(
            "a student stands on the list once",
            """
            SELECT hex(student_id) FROM care_entries WHERE state <> 'removed'
            GROUP BY school_id, student_id HAVING COUNT(*) > 1
            """),
        Invariant(name: "a change of the care list says why") { transaction, _ in
            let ids = try transaction.all("SELECT id FROM care_entries ORDER BY id") { row in try row.identifier(0) }
            return try ids.filter { id in
                guard let entry = try transaction.careEntry(id) else { return true }
                return try transaction.careChanges(of: entry).contains { $0.reason.allSatisfy(\.isWhitespace) }
            }.map(\.description)
        },
    ]
}
