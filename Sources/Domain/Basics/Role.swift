/// What a person is to the school; see the table of roles in `docs/architecture.md`.
public enum Role: String, Sendable, CaseIterable {
    case student
    case peerObserver = "peer_observer"
    case classTeacher = "class_teacher"
    case gradeLead = "grade_lead"
    case mentor
    case counsellor
    case crisisLead = "crisis_lead"
    case expert
    case hospitalLiaison = "hospital_liaison"
    case supervisor
    case registrar
    case securityOfficer = "security_officer"
    case instrumentManager = "instrument_manager"
    /// Police, a hospital, the internet office.
    case externalReporter = "external_reporter"
}
