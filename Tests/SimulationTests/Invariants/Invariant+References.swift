import Store

extension Invariant {
    /// Nothing is about a student who is not there.
    static let ofReferences = [
        none(
            "what is about a student is about one who is there",
            """
            SELECT r.place || ' ' || hex(r.student_id) FROM (
            SELECT 'accounts' AS place, student_id FROM accounts
            UNION ALL SELECT 'appointments' AS place, student_id FROM appointments
            UNION ALL SELECT 'archive_entries' AS place, student_id FROM archive_entries
            UNION ALL SELECT 'care_changes' AS place, student_id FROM care_changes
            UNION ALL SELECT 'care_entries' AS place, student_id FROM care_entries
            UNION ALL SELECT 'care_proposals' AS place, student_id FROM care_proposals
            UNION ALL SELECT 'case_reports' AS place, student_id FROM case_reports
            UNION ALL SELECT 'consultation_experts' AS place, student_id FROM consultation_experts
            UNION ALL SELECT 'consultations' AS place, student_id FROM consultations
            UNION ALL SELECT 'counselling_notes' AS place, student_id FROM counselling_notes
            UNION ALL SELECT 'crisis_cases' AS place, student_id FROM crisis_cases
            UNION ALL SELECT 'crisis_events' AS place, student_id FROM crisis_events
            UNION ALL SELECT 'crisis_follow_ups' AS place, student_id FROM crisis_follow_ups
            UNION ALL SELECT 'crisis_lessons' AS place, student_id FROM crisis_lessons
            UNION ALL SELECT 'crisis_points' AS place, student_id FROM crisis_points
            UNION ALL SELECT 'growth_buddies' AS place, student_id FROM growth_buddies
            UNION ALL SELECT 'interviews' AS place, student_id FROM interviews
            UNION ALL SELECT 'lesson_actions' AS place, student_id FROM lesson_actions
            UNION ALL SELECT 'measure_records' AS place, student_id FROM measure_records
            UNION ALL SELECT 'mentor_contacts' AS place, student_id FROM mentor_contacts
            UNION ALL SELECT 'mentorships' AS place, student_id FROM mentorships
            UNION ALL SELECT 'observations' AS place, student_id FROM observations
            UNION ALL SELECT 'plan_changes' AS place, student_id FROM plan_changes
            UNION ALL SELECT 'plan_effects' AS place, student_id FROM plan_effects
            UNION ALL SELECT 'plan_reviews' AS place, student_id FROM plan_reviews
            UNION ALL SELECT 'plans' AS place, student_id FROM plans
            UNION ALL SELECT 'referral_disclosures' AS place, student_id FROM referral_disclosures
            UNION ALL SELECT 'referrals' AS place, student_id FROM referrals
            UNION ALL SELECT 'results' AS place, student_id FROM results
            UNION ALL SELECT 'return_assessments' AS place, student_id FROM return_assessments
            UNION ALL SELECT 'sheet_codes' AS place, student_id FROM sheet_codes
            UNION ALL SELECT 'sheets' AS place, student_id FROM sheets
            UNION ALL SELECT 'signals' AS place, student_id FROM signals
            UNION ALL SELECT 'special_reviews' AS place, student_id FROM special_reviews
            UNION ALL SELECT 'trauma_reports' AS place, student_id FROM trauma_reports
            UNION ALL SELECT 'trauma_steps' AS place, student_id FROM trauma_steps
            UNION ALL SELECT 'warning_hops' AS place, student_id FROM warning_hops
            UNION ALL SELECT 'warning_steps' AS place, student_id FROM warning_steps
            UNION ALL SELECT 'warnings' AS place, student_id FROM warnings
            ) r WHERE r.student_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = r.student_id)
            """),
        Invariant(name: "every table that names a student is looked at") { transaction, _ in
            let named = try transaction.all(
                """
                SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' AND c.name = 'student_id'
                """
            ) { row in try row.text(0) }
            return Set(named).subtracting(tablesNamingStudents).sorted()
        },
    ]

    private static let tablesNamingStudents: Set = [
        "accounts",
        "appointments",
        "archive_entries",
        "care_changes",
        "care_entries",
        "care_proposals",
        "case_reports",
        "consultation_experts",
        "consultations",
        "counselling_notes",
        "crisis_cases",
        "crisis_events",
        "crisis_follow_ups",
        "crisis_lessons",
        "crisis_points",
        "growth_buddies",
        "interviews",
        "lesson_actions",
        "measure_records",
        "mentor_contacts",
        "mentorships",
        "observations",
        "plan_changes",
        "plan_effects",
        "plan_reviews",
        "plans",
        "referral_disclosures",
        "referrals",
        "results",
        "return_assessments",
        "sheet_codes",
        "sheets",
        "signals",
        "special_reviews",
        "trauma_reports",
        "trauma_steps",
        "warning_hops",
        "warning_steps",
        "warnings",
    ]
}
