internal import Domain

extension StudentTable {
    // MARK: - Consultation and referral

    static let affairs: [StudentTable] = [
        StudentTable(
            "consultation_experts", .consultations, "expert_opinion", at: "assigned_at",
            told: [
                .link("consultation_id"), .person("account_id"), .word("declaration"), .word("opinion_level"),
                .moment("opinion_at"),
            ],
            sealed: [
                Sealed(column: .consultationConflict, shape: .text("conflict")),
                Sealed(column: .consultationOpinion, shape: .text("opinion")),
            ]),
        StudentTable(
            "consultations", .consultations, "consultation", at: "requested_at",
            told: [
                .word("state"), .word("urgency"), .person("requested_by"), .word("proposed_level"),
                .person("closed_by"), .moment("closed_at"),
            ],
            sealed: [
                Sealed(
                    column: .consultationBody,
                    shape: .fields([
                        1: "pseudonym", 2: "question", 3: "summary", 4: "conclusion", 5: "recommendations",
                        6: "cancelled_because",
                    ])),
                Sealed(
                    column: .consultationCaseFile,
                    shape: .fields([
                        1: .number("age_years"), 2: "sex", 3: "stage", 4: .number("grade"),
                        5: .nested(
                            "scores",
                            [
                                1: "instrument", 2: "scale", 3: .number("value_thousandths"), 4: "band",
                                5: .number("days_before"),
                            ]),
                        6: .nested(
                            "warnings",
                            [
                                1: "state", 2: "suggested_level", 3: "confirmed_level", 4: .texts("rules"),
                                5: .number("days_before"),
                            ]),
                        7: .nested(
                            "interventions",
                            [1: "kind", 2: "state", 3: "level", 4: .texts("effects"), 5: .number("days_before")]),
                    ])),
            ]),
        StudentTable("referral_steps", .referrals, nil, rows: .through("referrals", by: "referral_id")),
        StudentTable(
            "referral_disclosures", .referrals, "referral_disclosure", at: "given_at",
            told: [
                .link("referral_id"), .number("version"), .word("giver"), .word("ground"), .word("sections"),
                .person("recorded_by"), .moment("ended_at"),
            ],
            sealed: [Sealed(column: .referralDisclosureNote, shape: .text("note"))]),
        StudentTable(
            "referrals", .referrals, "referral", at: "drafted_at",
            told: [
                .word("state"), .word("urgency"), .person("drafted_by"), .moment("sent_at"), .moment("appointment_at"),
                .moment("closed_at"),
            ],
            sealed: [
                Sealed(
                    column: .referralBody,
                    shape: .fields([
                        1: "case_number", 2: "reason", 3: "summary", 4: "sender_contact", 5: "ended_because",
                        6: "follow_up", 7: "follow_up_text",
                    ])),
                Sealed(
                    column: .referralFeedback,
                    shape: .fields([
                        1: "advice", 2: "return_to_school", 3: "return_advice", 4: "next_visit_on",
                        5: .moment("given_at"),
                    ])),
            ]),
    ]

    // MARK: - Counselling room and mentors

    static let room: [StudentTable] = [
        StudentTable(
            "counselling_notes", .counselling, "counselling_notes", .raw,
            told: [.link("appointment_id"), .number("version"), .person("author_id")],
            sealed: [Sealed(column: .counsellingNotesText, shape: .text("notes"))]),
        StudentTable(
            "appointments", .counselling, "appointment", at: "starts_at",
            told: [
                .word("state"), .moment("ends_at"), .person("counsellor_id"), .person("booked_by"),
                .moment("booked_at"),
            ],
            sealed: [
                Sealed(
                    column: .appointmentTexts,
                    shape: .fields([
                        1: "request", 2: "cancel_reason", 3: "follow_up_outcome", 4: "feedback", 5: .number("rating"),
                    ]))
            ]),
    ]

    static let mentoring: [StudentTable] = [
        StudentTable(
            "mentor_contacts", .mentoring, "mentor_contact", .status, at: "contacted_at",
            told: [.link("mentorship_id"), .person("mentor_id"), .word("form")],
            sealed: [Sealed(column: .mentorContactContent, shape: .fields([1: "content", 2: .texts("topics")]))]),
        StudentTable(
            "mentorships", .mentoring, "mentorship", .status, at: "since",
            told: [.person("mentor_id"), .person("assigned_by"), .moment("ended_at")],
            sealed: [Sealed(column: .mentorshipReasons, shape: .fields([1: "assigned", 2: "ended"]))]),
        // Of another student, in which this one is the buddy: it goes with this one, and tells nothing of it.
        StudentTable("growth_buddies", .mentoring, nil, at: "since", rows: .column("buddy_id")),
        StudentTable(
            "growth_buddies", .mentoring, "growth_buddy", .status, at: "since",
            told: [.person("assigned_by"), .moment("ended_at")],
            sealed: [Sealed(column: .growthBuddyReason, shape: .text("reason"))]),
    ]

    // MARK: - The archive itself

    static let keeping: [StudentTable] = [
        StudentTable(
            "received_records", .received, "received", .raw, told: [.word("topic"), .link("parcel_id")],
            sealed: [Sealed(column: .receivedContent, shape: .text("record"))]),
        StudentTable(
            "received_parcels", .received, nil, at: "received_at"),
        StudentTable(
            "archive_entries", .timeline, "line",
            told: [.word("kind"), .link("subject_id"), .person("author_id"), .number("sensitivity")],
            sealed: [Sealed(column: .archiveSummary, shape: .text("summary"))]),
    ]
}
