import Access
import Domain

/// The table of roles, written down from the design and not from the policy: what each may do, how much it sees, in
/// what places it is granted, and how many people that takes.
struct RoleTable {
    struct Row {
        let may: Set<Permission>
        let sees: Sensitivity
        let places: Set<Policy.ScopeKind>
        let people: Int
    }

    /// What everybody of the early-warning network needs to do their part of it.
    private static let network: Set<Permission> = [
        .dayRead, .unitRead, .rosterRead, .coverageRead, .campaignRead, .careRead, .carePropose, .observationWrite,
    ]

    static let rows: [Role: Row] = [
        .student: Row(
            may: [.dayRead, .sheetAnswer, .appointmentBook, .appointmentOwn, .appointmentCalendar, .growthBuddyOwn],
            sees: .public, places: [.student], people: 1),
        .peerObserver: Row(may: [.dayRead, .observationWrite], sees: .public, places: [.unit], people: 1),
        .classTeacher: Row(
            may: network.union([
                .sheetMark, .counsellingRoomRead, .appointmentBook, .appointmentRead, .mentoringRead,
                .growthBuddyManage, .networkRead, .signalReport, .dayReportSend, .dayReportRead, .dormVisitWrite,
                .warningAcknowledge, .measureCarryOut, .informationWrite,
            ]), sees: .status, places: [.unit], people: 1),
        .gradeLead: Row(
            may: network.union([
                .sheetMark, .counsellingRoomRead, .appointmentBook, .appointmentRead, .mentoringRead, .mentoringManage,
                .networkRead, .signalReport, .dayReportSend, .dayReportRead, .dormVisitWrite, .warningAcknowledge,
                .departmentReviewWrite, .measureCarryOut, .informationWrite,
            ]), sees: .status, places: [.unit], people: 1),
        .mentor: Row(
            may: [
                .dayRead, .carePropose, .observationWrite, .appointmentBook, .menteeRead, .mentorContactLog,
                .mentorContactRead, .signalReport, .measureCarryOut, .informationWrite,
            ], sees: .status, places: [.student], people: 1),
        .counsellor: Row(
            may: network.union([
                .campaignManage, .sheetMark, .sheetRead, .resultRead, .warningRead, .warningHandle, .careManage,
                .planRead, .planManage, .archiveRead, .instrumentRead, .consultationRead, .consultationManage,
                .referralRead, .referralManage, .institutionRead, .counsellingRoomRead, .appointmentBook,
                .appointmentRead, .counsellingRoomManage, .appointmentHandle, .appointmentCalendar,
                .counsellingNotesRead, .counsellingNotesWrite, .counsellingStatisticsRead, .mentorContactRead,
                .mentoringRead, .mentoringManage, .growthBuddyManage, .crisisRead, .crisisHandle, .caseReportWrite,
                .traumaHandle, .specialPeriodRead, .specialReview, .networkRead, .signalRead, .signalDecide,
                .signalReport, .dayReportRead, .dormVisitWrite, .departmentReviewWrite, .warningAcknowledge,
                .warningRulesTry, .measureCarryOut, .rescoringRun, .rescoringRead, .rescoringDecide, .transferRead,
                .transferPrepare, .retentionRead, .erasureRequest, .archiveCopy, .accessStatement, .archiveWrite,
                .informationWrite, .circumstanceRead, .attachmentRead, .attachmentWrite, .normRead,
                .psychometricsRead,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([
                .warningRead, .warningHandle, .planRead, .consultationRead, .consultationManage, .referralRead,
                .referralManage, .institutionRead, .counsellingRoomRead, .appointmentBook, .counsellingStatisticsRead,
                .mentoringRead, .crisisRead, .crisisHandle, .crisisLead, .crisisCount, .traumaHandle,
                .specialPeriodRead, .specialPeriodManage, .specialReview, .networkRead, .networkManage, .signalRead,
                .signalDecide, .signalReport, .dayReportRead, .departmentReviewWrite, .warningAcknowledge,
                .warningRulesTry, .measureCarryOut, .retentionRead, .legalHoldManage, .informationWrite,
            ]), sees: .clinical, places: [.unit], people: 2),
        .expert: Row(may: [.dayRead, .consultationAdvise], sees: .clinical, places: [.panel], people: 2),
        .hospitalLiaison: Row(may: [.dayRead, .referralAnswer], sees: .clinical, places: [.institution], people: 2),
        .supervisor: Row(
            may: [
                .unitRead, .campaignRead, .counsellingStatisticsRead, .crisisCount, .networkRead, .normRead,
                .psychometricsRead,
            ], sees: .public, places: [.unit, .installation], people: 1),
        .registrar: Row(
            may: [
                .dayRead, .unitRead, .unitManage, .rosterRead, .rosterImport, .accountRead, .accountManage,
                .grantRequest, .institutionRead, .institutionManage, .networkRead, .networkManage, .transferRead,
                .transferPartner, .retentionRead, .erasureRequest,
            ], sees: .roster, places: [.unit, .installation], people: 2),
        .securityOfficer: Row(
            may: [
                .grantApprove, .accessExplain, .accountRead, .keyRead, .keyRotate, .auditRead, .serverRead,
                .erasureConfirm, .accessStatement,
            ],
            sees: .public, places: [.installation], people: 2),
        .instrumentManager: Row(
            may: [
                .dayRead, .instrumentRead, .instrumentManage, .rescoringRun, .rescoringRead, .serverRead, .normRead,
                .normManage, .psychometricsRead,
            ],
            sees: .public, places: [.installation], people: 1),
        .externalReporter: Row(may: [.dayRead, .externalReport], sees: .public, places: [.unit], people: 2),
    ]
}
