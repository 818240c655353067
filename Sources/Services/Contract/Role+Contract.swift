internal import Domain
internal import XinyuAPI

extension APIRole {
    init(_ role: Role) {
        self =
            switch role {
            case .student: .student
            case .peerObserver: .peerObserver
            case .classTeacher: .classTeacher
            case .gradeLead: .gradeLead
            case .mentor: .mentor
            case .counsellor: .counsellor
            case .crisisLead: .crisisLead
            case .expert: .expert
            case .hospitalLiaison: .hospitalLiaison
            case .supervisor: .supervisor
            case .registrar: .registrar
            case .securityOfficer: .securityOfficer
            case .instrumentManager: .instrumentManager
            }
    }
}

extension Role {
    /// Nothing for a role that the contract does not name.
    init?(_ role: APIRole) {
        guard let role = Role.allCases.first(where: { APIRole($0) == role }) else { return nil }
        self = role
    }
}
