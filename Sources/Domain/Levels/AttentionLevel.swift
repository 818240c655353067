/// How closely a student is to be watched over (关注等级): one ordered severity.
///
/// Number and colour differ from place to place (一级 is the gravest here and the mildest there), so they are a display
/// profile in the configuration and nothing is ever decided by them.
public enum AttentionLevel: String, Sendable, CaseIterable, Comparable, Codable {
    case none
    case watch
    case concern
    case crisis

    private var rank: Int {
        switch self {
        case .none: 0
        case .watch: 1
        case .concern: 2
        case .crisis: 3
        }
    }

    public static func < (left: AttentionLevel, right: AttentionLevel) -> Bool { left.rank < right.rank }

    /// One step milder; the mildest stays.
    public var lower: AttentionLevel {
        switch self {
        case .none, .watch: .none
        case .concern: .watch
        case .crisis: .concern
        }
    }

    /// One step graver; the gravest stays.
    public var higher: AttentionLevel {
        switch self {
        case .none: .watch
        case .watch: .concern
        case .concern, .crisis: .crisis
        }
    }
}
