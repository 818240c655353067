internal import Domain

extension StudentTable {
    /// All of them, in an order in which their rows can be deleted: what refers to another table stands before it. The
    /// row of the student itself is not among them: it stays, empty, as the sign that there was an archive.
    static let all: [StudentTable] =
        assessment + records + observation + earlyWarning + crises + care + affairs + room + mentoring + keeping

    /// The topics that have a table which says something.
    static func tables(of topic: ArchiveTopic) -> [StudentTable] { all.filter { $0.topic == topic } }

    // MARK: - Assessment

    private static let assessment: [StudentTable] = [
        StudentTable("sheet_codes", .assessments, nil, at: "created_at"),
        StudentTable(
            "rescored_results", .assessments, "rescored_result", at: "scored_at",
            told: [.link("rescoring_id"), .link("sheet_id"), .link("former_id"), .word("suggested_level")],
            sealed: [Sealed(column: .rescoredScore, shape: .scores)]),
        StudentTable(
            "results", .assessments, "result", at: "scored_at",
            told: [.link("sheet_id"), .word("instrument_id"), .word("version"), .word("suggested_level")],
            sealed: [
                Sealed(column: .resultScore, shape: .scores), Sealed(column: .resultNorms, shape: .norms),
            ]),
        StudentTable(
            "sheets", .assessments, "sheet", .raw, at: "invited_at",
            told: [
                .word("instrument_id"), .word("version"), .word("state"), .number("consent_version"),
                .moment("started_at"), .moment("submitted_at"),
            ],
            sealed: [
                Sealed(column: .sheetAnswers, shape: .answers), Sealed(column: .sheetNote, shape: .text("note")),
            ]),
    ]

    // MARK: - Records and files

    private static let recordContent = SealedShape.fields([
        1: "text", 2: .texts("signs"), 3: "source", 4: "source_detail", 5: "trust", 6: "category", 7: .day("since"),
        8: .day("until"),
    ])

    private static let records: [StudentTable] = [
        StudentTable(
            "attachment_pieces", .attachments, "attachment_piece", .raw,
            at: """
                (SELECT added_at FROM attachments AS whole
                    WHERE whole.school_id = attachment_pieces.school_id
                    AND whole.id = attachment_pieces.attachment_id)
                """,
            told: [.link("attachment_id"), .number("position")],
            sealed: [Sealed(column: .attachmentPiece, shape: .bytes("base64"))]),
        StudentTable(
            "attachments", .attachments, "attachment", .raw, at: "added_at",
            told: [
                .link("record_id"), .word("state"), .number("byte_count"), .person("added_by"),
                .person("withdrawn_by"), .moment("withdrawn_at"),
            ],
            sealed: [
                Sealed(column: .attachmentHead, shape: .fields([1: "file_name", 2: "type", 3: "note", 4: .left])),
                Sealed(column: .attachmentWithdrawal, shape: .text("withdrawal")),
            ]),
        StudentTable(
            "archive_record_versions", .records, "record",
            told: [
                .link("record_id"), .number("version"), .word("change"), .person("author_id"), .moment("recorded_at"),
                .moment("ends_at"),
            ],
            sealed: [
                Sealed(column: .archiveRecordContent, shape: recordContent),
                Sealed(column: .archiveRecordReason, shape: .text("reason")),
            ]),
        StudentTable(
            "archive_records", .records, nil,
            references: [Reference(table: "attachments", column: "record_id")]),
    ]

    private static let observation: [StudentTable] = [
        // What stood here before records had versions.
        StudentTable(
            "observations", .records, "observation", told: [.person("author_id")],
            sealed: [Sealed(column: .observationText, shape: .text("text"))]),
        StudentTable(
            "special_reviews", .specialReviews, "special_review", at: "created_at",
            told: [.word("cause"), .moment("due_at"), .person("done_by"), .moment("done_at"), .word("level")],
            sealed: [Sealed(column: .specialReviewFinding, shape: .text("finding"))]),
    ]

    // MARK: - Early warning

    private static let earlyWarning: [StudentTable] = [
        StudentTable(
            "interviews", .interviews, "interview", .raw, at: "held_at",
            told: [.link("warning_id"), .person("counsellor_id"), .word("level")],
            sealed: [Sealed(column: .interviewNotes, shape: .text("notes"))]),
        StudentTable(
            "signals", .warnings, "signal", at: "happened_at",
            told: [
                .word("kind"), .word("state"), .person("author_id"), .moment("received_at"), .link("warning_id"),
                .person("decided_by"), .moment("decided_at"),
            ],
            sealed: [
                Sealed(
                    column: .signalContent,
                    shape: .fields([
                        1: "text", 2: "trust", 3: .texts("words"), 4: .number("days"), 5: "instrument",
                        6: .texts("critical_items"), 7: .nested("bands", [1: "scale", 2: "band"]),
                    ])),
                Sealed(column: .signalReason, shape: .text("reason")),
            ]),
        StudentTable("warning_hops", .warnings, nil, at: "due_at"),
        StudentTable(
            "warning_steps", .warnings, "warning_step",
            told: [
                .link("warning_id"), .word("change"), .person("author_id"), .person("account_id"), .moment("due_at"),
            ],
            sealed: [Sealed(column: .warningStepNote, shape: .text("note"))]),
    ]

    /// After crises, which refer to them.
    private static let warnings: [StudentTable] = [
        StudentTable(
            "warnings", .warnings, "warning", at: "raised_at",
            told: [
                .word("source"), .word("state"), .word("suggested_level"), .word("confirmed_level"),
                .person("owner_account_id"), .moment("acknowledged_at"), .moment("decided_at"), .moment("closed_at"),
            ],
            sealed: [
                Sealed(
                    column: .warningEvidence,
                    shape: .fields([1: .nested("rules", [1: "rule", 2: "level", 3: .texts("inputs")])])),
                Sealed(column: .warningReason, shape: .text("reason")),
            ],
            references: [
                Reference(table: "interviews", column: "warning_id"),
                Reference(table: "crisis_cases", column: "warning_id"),
            ])
    ]

    // MARK: - Crises

    private static let crises: [StudentTable] =
        [
            StudentTable(
                "trauma_steps", .trauma, "trauma_step", .raw, at: "due_at",
                told: [.link("report_id"), .word("state"), .person("done_by"), .moment("done_at")],
                sealed: [
                    Sealed(
                        column: .traumaStepBody,
                        shape: .fields([1: "step", 2: "title", 3: "ground", 4: "receipt_number", 5: "note"]))
                ]),
            StudentTable(
                "trauma_reports", .trauma, "trauma_report", .raw, at: "opened_at",
                told: [
                    .link("crisis_case_id"), .word("state"), .person("counsellor_id"), .moment("learnt_at"),
                    .person("opened_by"), .moment("closed_at"),
                ],
                sealed: [
                    Sealed(
                        column: .traumaBody,
                        shape: .fields([1: "kind", 2: "gravity", 3: "suspect", 4: "description", 5: "outcome"]))
                ]),
            StudentTable(
                "lesson_actions", .crises, "lesson_action", at: "due_at",
                told: [.link("lesson_id"), .person("owner_id"), .person("done_by"), .moment("done_at")],
                sealed: [
                    Sealed(column: .lessonActionText, shape: .text("text")),
                    Sealed(column: .lessonActionNote, shape: .text("note")),
                ]),
            StudentTable(
                "crisis_lessons", .crises, "crisis_lesson", at: "held_at",
                told: [.link("case_id"), .person("recorded_by")],
                sealed: [Sealed(column: .lessonFindings, shape: .fields([1: "findings", 2: .texts("participants")]))]),
            StudentTable(
                "crisis_follow_ups", .crises, "crisis_follow_up", at: "due_at",
                told: [.link("case_id"), .word("state"), .person("held_by"), .moment("held_at"), .word("level")],
                sealed: [Sealed(column: .followUpRecord, shape: .text("record"))]),
            StudentTable(
                "return_assessments", .crises, "return_assessment", at: "assessed_at",
                told: [.link("case_id"), .person("assessor_id"), .word("decision")],
                sealed: [
                    Sealed(column: .returnOpinion, shape: .fields([1: "hospital_opinion", 2: .texts("conditions")]))
                ]),
            StudentTable(
                "crisis_events", .crises, "crisis_event",
                told: [.link("case_id"), .word("kind"), .word("state"), .person("author_id")],
                sealed: [Sealed(column: .crisisEventNote, shape: .text("note"))]),
            StudentTable(
                "crisis_points", .crises, "crisis_point", at: "due_at",
                told: [.link("case_id"), .word("kind"), .word("state"), .person("done_by"), .moment("done_at")],
                sealed: [Sealed(column: .crisisPointNote, shape: .text("note"))]),
            StudentTable(
                "crisis_helpers", .crises, nil, at: "", rows: .through("crisis_cases", by: "case_id")),
            StudentTable(
                "case_reports", .crises, "case_report", at: "submitted_at",
                told: [
                    .link("case_id"), .number("version"), .person("author_id"), .person("signed_by"),
                    .moment("signed_at"),
                ],
                sealed: [
                    Sealed(
                        column: .caseReportContent,
                        shape: .fields([
                            1: "background", 2: "course", 3: "risk_factors", 4: "protective_factors", 5: "analysis",
                            6: "measures", 7: "outcome", 8: "recommendations", 9: .left,
                        ]))
                ]),
            StudentTable(
                "crisis_cases", .crises, "crisis_case", at: "opened_at",
                told: [
                    .link("warning_id"), .word("state"), .person("lead_id"), .person("opened_by"),
                    .moment("state_since"), .moment("closed_at"),
                ],
                sealed: [
                    Sealed(column: .crisisReason, shape: .text("reason")),
                    Sealed(column: .crisisStep, shape: .text("next_step")),
                ],
                references: [Reference(table: "trauma_reports", column: "crisis_case_id")]),
        ] + warnings

    // MARK: - Care list and plans

    private static let planBody = SealedShape.fields([
        1: .texts("goals"),
        2: .nested(
            "measures",
            [
                1: "text", 2: .person("owner"), 3: .number("every_days"), 4: .link("id"), 5: "owner_role",
                6: .number("times_a_week"), 7: .moment("since"),
            ]),
        3: "review_on", 4: "outcome",
    ])

    private static let care: [StudentTable] = [
        StudentTable(
            "care_proposals", .care, "care_proposal", at: "made_at",
            told: [
                .link("entry_id"), .link("plan_id"), .word("verdict"), .word("proposal"), .word("from_level"),
                .word("to_level"), .word("state"), .moment("decided_at"), .person("decided_by"),
            ],
            sealed: [Sealed(column: .careProposalReason, shape: .text("reason"))]),
        StudentTable(
            "measure_records", .care, "measure_record", at: "done_at",
            told: [.link("plan_id"), .link("measure_id"), .person("done_by")],
            sealed: [Sealed(column: .measureNote, shape: .fields([1: "text", 2: "note"]))]),
        StudentTable(
            "plan_reviews", .care, "plan_review", at: "held_at",
            told: [.link("plan_id"), .word("decision"), .person("recorded_by")],
            sealed: [Sealed(column: .planReviewMinutes, shape: .fields([1: .texts("participants"), 2: "reason"]))]),
        StudentTable(
            "plan_changes", .care, "plan_change",
            told: [.link("plan_id"), .word("from_state"), .word("to_state"), .person("author_id")],
            sealed: [
                Sealed(column: .planChangeReason, shape: .text("reason")),
                Sealed(column: .planChangeContent, shape: planBody),
            ]),
        StudentTable(
            "plan_effects", .care, "plan_effect",
            told: [
                .link("plan_id"), .word("instrument_id"), .word("scale_id"), .link("before_result_id"),
                .link("after_result_id"), .word("verdict"),
            ],
            sealed: [
                Sealed(
                    column: .planEffectMeasure,
                    shape: .fields([
                        1: .number("before_thousandths"), 2: .number("after_thousandths"),
                        3: .number("index_thousandths"), 4: "proposal", 5: .number("deviation_thousandths"),
                        6: .number("reliability_thousandths"), 7: "basis",
                    ]))
            ]),
        StudentTable(
            "plans", .care, "plan", at: "created_at",
            told: [.link("care_entry_id"), .word("state"), .person("created_by"), .moment("closed_at")],
            sealed: [Sealed(column: .planBody, shape: planBody)]),
        StudentTable(
            "care_changes", .care, "care_change",
            told: [
                .link("entry_id"), .word("from_state"), .word("to_state"), .word("from_level"), .word("to_level"),
                .person("author_id"), .word("evidence_kind"), .link("evidence_id"),
            ],
            sealed: [Sealed(column: .careChangeReason, shape: .text("reason"))]),
        StudentTable(
            "care_entries", .care, "care_entry", .status, at: "created_at",
            told: [
                .word("state"), .word("level"), .person("proposed_by"), .moment("level_since"), .moment("activated_at"),
                .moment("closed_at"),
            ],
            sealed: [Sealed(column: .careAdvice, shape: .text("advice"))]),
    ]
}
