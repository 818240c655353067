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

    /// A teacher sees who has a booking, and books for a student.
    private static let roomOfTeachers: Set<Permission> = [.counsellingRoomRead, .appointmentBook, .appointmentRead]
    /// What a teacher who is responsible for a class or a grade tells of it, and is told.
    private static let teacher: Set<Permission> = network.union([
        .sheetMark, .networkRead, .signalReport, .dayReportSend, .dayReportRead, .dormVisitWrite, .warningAcknowledge,
    ])

    static let rows: [Role: Row] = [
        .student: Row(
            may: [.dayRead, .sheetAnswer, .appointmentBook, .appointmentOwn, .appointmentCalendar, .growthBuddyOwn],
            sees: .public, places: [.student], people: 1),
        .peerObserver: Row(may: [.dayRead, .observationWrite], sees: .public, places: [.unit], people: 1),
        .classTeacher: Row(
            may: network.union([.sheetMark]).union(roomOfTeachers).union([.mentoringRead, .growthBuddyManage]),
            sees: .status, places: [.unit], people: 1),
        .gradeLead: Row(
            may: network.union([.sheetMark]).union(roomOfTeachers).union([.mentoringRead, .mentoringManage]),
            sees: .status, places: [.unit], people: 1),
        .mentor: Row(
            may: [
                .dayRead, .careRead, .carePropose, .observationWrite, .appointmentBook, .menteeRead, .mentorContactLog,
                .mentorContactRead,
            ], sees: .status, places: [.student], people: 1),
        .classTeacher: Row(may: teacher, sees: .status, places: [.unit], people: 1),
        .gradeLead: Row(may: teacher.union([.departmentReviewWrite]), sees: .status, places: [.unit], people: 1),
        .mentor: Row(
            may: [.dayRead, .careRead, .carePropose, .observationWrite, .signalReport], sees: .status,
            places: [.student], people: 1),
        .counsellor: Row(
            may: network.union([
                .campaignManage, .sheetMark, .sheetRead, .resultRead, .warningRead, .warningHandle, .careManage,
                .planRead, .planManage, .archiveRead, .instrumentRead,
            ]).union(roomOfTeachers).union([
                .counsellingRoomManage, .appointmentHandle, .appointmentCalendar, .counsellingNotesRead,
                .counsellingNotesWrite, .counsellingStatisticsRead, .mentorContactRead, .mentoringRead,
                .mentoringManage, .growthBuddyManage,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([
                .warningRead, .warningHandle, .planRead, .counsellingRoomRead, .appointmentBook,
                .counsellingStatisticsRead, .mentoringRead,
                .crisisRead, .crisisHandle, .caseReportWrite, .traumaHandle, .specialPeriodRead, .specialReview,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([
                .warningRead, .warningHandle, .planRead,
                .crisisRead, .crisisHandle, .crisisLead, .crisisCount, .traumaHandle, .specialPeriodRead,
                .specialPeriodManage, .specialReview,
                .networkRead, .signalRead, .signalDecide, .signalReport, .dayReportRead, .dormVisitWrite,
                .departmentReviewWrite, .warningAcknowledge, .warningRulesTry,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([
                .warningRead, .warningHandle, .planRead,
                .networkRead, .networkManage, .signalRead, .signalDecide, .signalReport, .dayReportRead,
                .departmentReviewWrite, .warningAcknowledge, .warningRulesTry,
            ]), sees: .clinical, places: [.unit],
            people: 2),
        .expert: Row(may: [.dayRead], sees: .clinical, places: [.student], people: 2),
        .hospitalLiaison: Row(may: [.dayRead], sees: .clinical, places: [.student], people: 2),
        .supervisor: Row(
            may: [.unitRead, .campaignRead, .counsellingStatisticsRead], sees: .public, places: [.unit, .installation],
            people: 1),
            may: [
                .unitRead, .campaignRead,
                .crisisCount,
            ], sees: .public, places: [.unit, .installation], people: 1),
            may: [.unitRead, .campaignRead, .networkRead], sees: .public, places: [.unit, .installation], people: 1),
        .registrar: Row(
            may: [
                .dayRead, .unitRead, .unitManage, .rosterRead, .rosterImport, .accountRead, .accountManage,
                .grantRequest, .networkRead, .networkManage,
                .consultationRead, .consultationManage, .referralRead, .referralManage, .institutionRead,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([
                .warningRead, .warningHandle, .planRead,
                .consultationRead, .consultationManage, .referralRead, .referralManage, .institutionRead,
            ]), sees: .clinical, places: [.unit], people: 2),
        .expert: Row(may: [.dayRead, .consultationAdvise], sees: .clinical, places: [.panel], people: 2),
        .hospitalLiaison: Row(may: [.dayRead, .referralAnswer], sees: .clinical, places: [.institution], people: 2),
        .supervisor: Row(may: [.unitRead, .campaignRead], sees: .public, places: [.unit, .installation], people: 1),
        .registrar: Row(
            may: [
                .dayRead, .unitRead, .unitManage, .rosterRead, .rosterImport, .accountRead, .accountManage,
                .grantRequest,
                .institutionRead, .institutionManage,
            ], sees: .roster, places: [.unit, .installation], people: 2),
        .securityOfficer: Row(
            may: [
                .grantApprove, .accessExplain, .accountRead, .keyRead, .keyRotate, .auditRead, .serverRead,
            ], sees: .public, places: [.installation], people: 2),
        .instrumentManager: Row(
            may: [.instrumentRead, .instrumentManage, .serverRead], sees: .public, places: [.installation],
            people: 1),
        .externalReporter: Row(may: [.dayRead, .externalReport], sees: .public, places: [.unit], people: 2),
    ]
}
