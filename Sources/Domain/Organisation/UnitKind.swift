/// What a unit of the organisation is (T15).
public enum UnitKind: String, Sendable, CaseIterable {
    case province
    case city
    case county
    case school
    case grade
    case department
    case `class`
    case dorm

    /// The kinds of unit that this one may stand under; none may be a root too.
    ///
    /// A school may stand under whichever authority runs it, or under none where it runs its own installation.
    public var parents: Set<UnitKind> {
        switch self {
        case .province: []
        case .city: [.province]
        case .county: [.city]
        case .school: [.county, .city, .province]
        case .grade, .department: [.school]
        case .class: [.grade, .department]
        case .dorm: [.school, .department]
        }
    }

    /// Whether the unit may stand at the top of the tree.
    public var mayBeRoot: Bool {
        switch self {
        case .province, .city, .county, .school: true
        case .grade, .department, .class, .dorm: false
        }
    }
}
