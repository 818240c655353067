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
        .student: Row(may: [.dayRead, .sheetAnswer], sees: .public, places: [.student], people: 1),
        .peerObserver: Row(may: [.dayRead, .observationWrite], sees: .public, places: [.unit], people: 1),
        .classTeacher: Row(may: network.union([.sheetMark]), sees: .status, places: [.unit], people: 1),
        .gradeLead: Row(may: network.union([.sheetMark]), sees: .status, places: [.unit], people: 1),
        .mentor: Row(
            may: [.dayRead, .careRead, .carePropose, .observationWrite], sees: .status, places: [.student], people: 1),
        .counsellor: Row(
            may: network.union([
                .campaignManage, .sheetMark, .sheetRead, .resultRead, .warningRead, .warningHandle, .careManage,
                .planRead, .planManage, .archiveRead, .instrumentRead,
            ]), sees: .raw, places: [.unit], people: 2),
        .crisisLead: Row(
            may: network.union([.warningRead, .warningHandle, .planRead]), sees: .clinical, places: [.unit],
            people: 2),
        .expert: Row(may: [.dayRead], sees: .clinical, places: [.student], people: 2),
        .hospitalLiaison: Row(may: [.dayRead], sees: .clinical, places: [.student], people: 2),
        .supervisor: Row(may: [.unitRead, .campaignRead], sees: .public, places: [.unit, .installation], people: 1),
        .registrar: Row(
            may: [
                .dayRead, .unitRead, .unitManage, .rosterRead, .rosterImport, .accountRead, .accountManage,
                .grantRequest,
            ], sees: .roster, places: [.unit, .installation], people: 2),
        .securityOfficer: Row(
            may: [
                .grantApprove, .accessExplain, .accountRead, .keyRead, .keyRotate, .auditRead, .serverRead,
            ], sees: .public, places: [.installation], people: 2),
        .instrumentManager: Row(
            may: [.instrumentRead, .instrumentManage, .serverRead], sees: .public, places: [.installation],
            people: 1),
    ]
}
