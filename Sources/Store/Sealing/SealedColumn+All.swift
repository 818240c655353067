/// The register of sealed columns. A `…_sealed` column of the schema that is missing here would be left behind by a
/// rotation, and then lost with the retired key; a test compares both.
extension SealedColumn {
    public static let all: [SealedColumn] = [
        .unitName, .studentIdentity, .rosterImportOutcome, .rosterChunk, .accountProfile, .grantReason,
        .campaignTitle, .campaignConsent, .sheetAnswers, .sheetNote, .resultScore, .archiveSummary, .observationText,
        .warningEvidence, .warningReason, .interviewNotes, .careAdvice, .careChangeReason, .planBody,
        .planEffectMeasure, .idempotentResponse,
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
    public static let archiveSummary = SealedColumn("archive_entries", "summary_sealed", owner: student)
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

    private static let student = Owner.column("student_id")
}
