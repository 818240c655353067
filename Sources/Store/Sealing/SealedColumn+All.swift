/// The register of sealed columns. A `…_sealed` column of the schema that is missing here would be left behind by a
/// rotation, and then lost with the retired key; a test compares both.
extension SealedColumn {
    public static let all: [SealedColumn] = [
        .unitName, .studentIdentity, .rosterImportOutcome, .rosterChunk, .accountProfile, .grantReason,
        .campaignTitle, .campaignConsent, .sheetAnswers, .sheetNote, .resultScore, .archiveSummary, .observationText,
        .rescoredScore,
        .warningEvidence, .warningReason, .interviewNotes, .careAdvice, .careChangeReason, .planBody,
        .planEffectMeasure, .idempotentResponse,
        .consultationBody, .consultationCaseFile, .consultationConflict, .consultationOpinion, .institutionDetails,
        .referralBody,
        .referralFeedback, .referralDisclosureNote,
        .counsellingRoomName, .appointmentTexts, .counsellingNotesText,
        .mentorshipReasons, .mentorContactContent, .growthBuddyReason,
        .crisisReason, .crisisStep, .crisisPointNote, .crisisEventNote, .returnOpinion, .followUpRecord,
        .lessonFindings, .lessonActionText, .lessonActionNote, .caseReportContent, .traumaBody, .traumaStepBody,
        .specialReviewFinding,
        .signalContent, .signalReason, .externalReportBody, .externalReportReference, .externalReportReason,
        .warningStepNote, .dayReportNote, .roundNote,
        .resultNorms,
        .careProposalReason, .planChangeReason, .planChangeContent, .planReviewMinutes, .measureNote,
        .schoolKeySecret, .partnerCard, .receivedContent, .holdReason, .erasureReason,
        .archiveRecordContent, .archiveRecordReason, .attachmentHead, .attachmentPiece, .attachmentWithdrawal,
    ]

    // Of the installation: nothing of a person is in them, or only for hours.
    public static let unitName = SealedColumn(ofSchool: "units", "name_sealed", owner: .installation)
    public static let campaignTitle = SealedColumn(ofSchool: "campaigns", "title_sealed", owner: .installation)
    public static let campaignConsent = SealedColumn(ofSchool: "campaigns", "consent_sealed", owner: .installation)
    public static let rosterImportOutcome = SealedColumn(
        ofSchool: "roster_imports", "outcome_sealed", owner: .installation)
    /// `SealedRow.position(import, position)`
    public static let rosterChunk = SealedColumn(
        "roster_chunks", "bytes_sealed", key: ["import_id", "position"], owner: .installation)
    public static let institutionDetails = SealedColumn("institutions", "details_sealed", owner: .installation)

    public static let schoolKeySecret = SealedColumn(ofSchool: "school_keys", "secret_sealed", owner: .installation)
    public static let partnerCard = SealedColumn(
        ofSchool: "partner_schools", "card_sealed", key: ["partner_id"], owner: .installation)

    // Of an account.
    public static let accountProfile = SealedColumn("accounts", "profile_sealed", owner: .column("id"))
    public static let grantReason = SealedColumn("grants", "reason_sealed", owner: .column("account_id"))
    /// `SealedRow.name(account, key)`
    public static let idempotentResponse = SealedColumn(
        "idempotency", "response_sealed", key: ["account_id", "key"], owner: .column("account_id"))

    // Of a student.
    public static let studentIdentity = SealedColumn(ofSchool: "students", "identity_sealed", owner: .column("id"))
    public static let sheetAnswers = SealedColumn(ofSchool: "sheets", "answers_sealed", owner: student)
    public static let sheetNote = SealedColumn(ofSchool: "sheets", "note_sealed", owner: student)
    public static let resultScore = SealedColumn(ofSchool: "results", "score_sealed", owner: student)
    public static let rescoredScore = SealedColumn(ofSchool: "rescored_results", "score_sealed", owner: student)
    public static let resultNorms = SealedColumn(ofSchool: "results", "norms_sealed", owner: student)
    public static let archiveSummary = SealedColumn("archive_entries", "summary_sealed", owner: student)
    /// Empty since schema 12; see `Store.carryOverObservations`.
    public static let observationText = SealedColumn(ofSchool: "observations", "text_sealed", owner: student)
    public static let warningEvidence = SealedColumn(ofSchool: "warnings", "evidence_sealed", owner: student)
    public static let warningReason = SealedColumn(ofSchool: "warnings", "reason_sealed", owner: student)
    public static let interviewNotes = SealedColumn(ofSchool: "interviews", "notes_sealed", owner: student)
    public static let careAdvice = SealedColumn(ofSchool: "care_entries", "advice_sealed", owner: student)
    /// `SealedRow.position(entry, position)`
    public static let careChangeReason = SealedColumn(
        ofSchool: "care_changes", "reason_sealed", key: ["entry_id", "position"], owner: student)
    public static let planBody = SealedColumn(ofSchool: "plans", "body_sealed", owner: student)
    /// `SealedRow.position(plan, position)`
    public static let planEffectMeasure = SealedColumn(
        ofSchool: "plan_effects", "measure_sealed", key: ["plan_id", "position"], owner: student)

    public static let consultationBody = SealedColumn(ofSchool: "consultations", "body_sealed", owner: student)
    public static let consultationCaseFile = SealedColumn(
        ofSchool: "consultations", "case_file_sealed", owner: student)
    public static let consultationConflict = SealedColumn(
        ofSchool: "consultation_experts", "conflict_sealed", owner: student)
    public static let consultationOpinion = SealedColumn(
        ofSchool: "consultation_experts", "opinion_sealed", owner: student)
    public static let referralBody = SealedColumn(ofSchool: "referrals", "body_sealed", owner: student)
    public static let referralFeedback = SealedColumn(ofSchool: "referrals", "feedback_sealed", owner: student)
    /// `SealedRow.position(referral, version)`
    public static let referralDisclosureNote = SealedColumn(
        ofSchool: "referral_disclosures", "note_sealed", key: ["referral_id", "version"], owner: student)
    public static let counsellingRoomName = SealedColumn(
        ofSchool: "counselling_rooms", "name_sealed", owner: .installation)
    public static let appointmentTexts = SealedColumn(ofSchool: "appointments", "texts_sealed", owner: student)
    /// `SealedRow.position(appointment, version)`
    public static let counsellingNotesText = SealedColumn(
        ofSchool: "counselling_notes", "text_sealed", key: ["appointment_id", "version"], owner: student)
    public static let mentorshipReasons = SealedColumn(ofSchool: "mentorships", "reasons_sealed", owner: student)
    public static let mentorContactContent = SealedColumn(
        ofSchool: "mentor_contacts", "content_sealed", owner: student)
    public static let growthBuddyReason = SealedColumn(ofSchool: "growth_buddies", "reason_sealed", owner: student)
    // Of a student's crises.
    public static let crisisReason = SealedColumn(ofSchool: "crisis_cases", "reason_sealed", owner: student)
    public static let crisisStep = SealedColumn(ofSchool: "crisis_cases", "step_sealed", owner: student)
    public static let crisisPointNote = SealedColumn(ofSchool: "crisis_points", "note_sealed", owner: student)
    /// `SealedRow.position(case, position)`
    public static let crisisEventNote = SealedColumn(
        ofSchool: "crisis_events", "note_sealed", key: ["case_id", "position"], owner: student)
    public static let returnOpinion = SealedColumn(ofSchool: "return_assessments", "opinion_sealed", owner: student)
    public static let followUpRecord = SealedColumn(ofSchool: "crisis_follow_ups", "record_sealed", owner: student)
    public static let lessonFindings = SealedColumn(ofSchool: "crisis_lessons", "findings_sealed", owner: student)
    public static let lessonActionText = SealedColumn(ofSchool: "lesson_actions", "text_sealed", owner: student)
    public static let lessonActionNote = SealedColumn(ofSchool: "lesson_actions", "note_sealed", owner: student)
    /// `SealedRow.position(case, version)`
    public static let caseReportContent = SealedColumn(
        ofSchool: "case_reports", "content_sealed", key: ["case_id", "version"], owner: student)
    public static let traumaBody = SealedColumn(ofSchool: "trauma_reports", "body_sealed", owner: student)
    public static let traumaStepBody = SealedColumn(ofSchool: "trauma_steps", "body_sealed", owner: student)
    public static let specialReviewFinding = SealedColumn(
        ofSchool: "special_reviews", "finding_sealed", owner: student)
    public static let signalContent = SealedColumn(ofSchool: "signals", "content_sealed", owner: student)
    public static let signalReason = SealedColumn(ofSchool: "signals", "reason_sealed", owner: student)
    /// `SealedRow.position(warning, position)`
    public static let warningStepNote = SealedColumn(
        ofSchool: "warning_steps", "note_sealed", key: ["warning_id", "position"], owner: student)

    /// `SealedRow.position(record, version)`
    public static let archiveRecordContent = SealedColumn(
        ofSchool: "archive_record_versions", "content_sealed", key: ["record_id", "version"], owner: student)
    /// `SealedRow.position(record, version)`
    public static let archiveRecordReason = SealedColumn(
        ofSchool: "archive_record_versions", "reason_sealed", key: ["record_id", "version"], owner: student)
    public static let attachmentHead = SealedColumn(ofSchool: "attachments", "head_sealed", owner: student)
    /// `SealedRow.position(attachment, position)`
    public static let attachmentPiece = SealedColumn(
        ofSchool: "attachment_pieces", "bytes_sealed", key: ["attachment_id", "position"], owner: student)
    public static let attachmentWithdrawal = SealedColumn(
        ofSchool: "attachments", "withdrawal_sealed", owner: student)

    // Of who wrote it: no student is known, or the class as a whole is meant.
    public static let externalReportBody = SealedColumn(
        ofSchool: "external_reports", "body_sealed", owner: .column("reporter_id"))
    public static let externalReportReference = SealedColumn(
        ofSchool: "external_reports", "reference_sealed", owner: .column("reporter_id"))
    public static let externalReportReason = SealedColumn(
        ofSchool: "external_reports", "reason_sealed", owner: .column("reporter_id"))
    /// `SealedRow.name(unit, period)`
    public static let dayReportNote = SealedColumn(
        ofSchool: "day_reports", "note_sealed", key: ["unit_id", "period"], owner: .column("author_id"))
    public static let roundNote = SealedColumn(
        ofSchool: "network_rounds", "note_sealed", owner: .column("author_id"))
    public static let careProposalReason = SealedColumn(ofSchool: "care_proposals", "reason_sealed", owner: student)
    /// `SealedRow.position(plan, position)`
    public static let planChangeReason = SealedColumn(
        ofSchool: "plan_changes", "reason_sealed", key: ["plan_id", "position"], owner: student)
    /// `SealedRow.position(plan, position)`
    public static let planChangeContent = SealedColumn(
        ofSchool: "plan_changes", "content_sealed", key: ["plan_id", "position"], owner: student)
    public static let planReviewMinutes = SealedColumn(ofSchool: "plan_reviews", "minutes_sealed", owner: student)
    public static let measureNote = SealedColumn(ofSchool: "measure_records", "note_sealed", owner: student)
    /// `SealedRow.position(parcel, position)`
    public static let receivedContent = SealedColumn(
        ofSchool: "received_records", "content_sealed", key: ["parcel_id", "position"], owner: student)
    public static let holdReason = SealedColumn(ofSchool: "legal_holds", "reason_sealed", owner: student)
    public static let erasureReason = SealedColumn(ofSchool: "erasures", "reason_sealed", owner: student)

    private static let student = Owner.column("student_id")
}
