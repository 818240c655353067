public import Domain
public import JSONRPC

extension Role {
    /// The role in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ role: APIRole, field: String) throws(RPCError) {
        switch role {
        case .student: self = .student
        case .peerObserver: self = .peerObserver
        case .classTeacher: self = .classTeacher
        case .gradeLead: self = .gradeLead
        case .mentor: self = .mentor
        case .counsellor: self = .counsellor
        case .crisisLead: self = .crisisLead
        case .expert: self = .expert
        case .hospitalLiaison: self = .hospitalLiaison
        case .supervisor: self = .supervisor
        case .registrar: self = .registrar
        case .securityOfficer: self = .securityOfficer
        case .instrumentManager: self = .instrumentManager
        case .externalReporter: self = .externalReporter
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a role, as ROLE_COUNSELLOR")
        }
    }
}

extension APIRole {
    public init(_ role: Role) {
        switch role {
        case .student: self = .student
        case .peerObserver: self = .peerObserver
        case .classTeacher: self = .classTeacher
        case .gradeLead: self = .gradeLead
        case .mentor: self = .mentor
        case .counsellor: self = .counsellor
        case .crisisLead: self = .crisisLead
        case .expert: self = .expert
        case .hospitalLiaison: self = .hospitalLiaison
        case .supervisor: self = .supervisor
        case .registrar: self = .registrar
        case .securityOfficer: self = .securityOfficer
        case .instrumentManager: self = .instrumentManager
        case .externalReporter: self = .externalReporter
        }
    }
}
