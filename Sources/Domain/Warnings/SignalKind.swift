/// What kind of thing points to a student in trouble (T16).
public enum SignalKind: String, Sendable, CaseIterable, Codable {
    case assessment
    /// Somebody saw it in daily life.
    case observation
    /// Somebody tells: a guardian, a classmate, another teacher.
    case information
    case absence
    /// A crisis word in something that somebody wrote.
    case freeText = "free_text"
    case hotline
    /// Police, hospital, internet office.
    case external
}

/// How sure the one is who tells.
public enum SignalTrust: String, Sendable, CaseIterable, Comparable, Codable {
    case hearsay
    case observed
    case confirmed

    private var rank: Int {
        switch self {
        case .hearsay: 0
        case .observed: 1
        case .confirmed: 2
        }
    }

    public static func < (left: SignalTrust, right: SignalTrust) -> Bool { left.rank < right.rank }
}
