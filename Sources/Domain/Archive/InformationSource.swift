/// Who told the school something (信息汇集, T16, T23).
public enum InformationSource: String, Sendable, CaseIterable {
    /// The student's own word.
    case student
    case guardian
    case classmate
    case teacher
    case hospital
    /// A psychological hotline (T20).
    case hotline
    case police
    /// Something on the net: found, or told by who watches over it.
    case onlineIncident = "online_incident"
    case otherSchool = "other_school"
    /// Neighbourhood, women's and youth federations, child welfare.
    case community
    /// Enrolment, aid, health checks.
    case schoolFiles = "school_files"
    case other

    /// As what the rules of early warning weigh it.
    public var signalKind: SignalKind {
        switch self {
        case .hotline: .hotline
        case .hospital, .police, .onlineIncident: .external
        case .student, .guardian, .classmate, .teacher, .otherSchool, .community, .schoolFiles, .other: .information
        }
    }
}
