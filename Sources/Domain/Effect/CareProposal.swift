/// What a measured effect proposes for the care list; a person confirms (T23).
public enum CareProposal: String, Sendable {
    case up
    case keep
    case down
    case remove

    /// Nobody moves down sooner than this after the last move, so that a good week and a bad one do not alternate; up is
    /// possible at any time.
    public static let dwell: Duration = .seconds(28 * 86_400)

    /// From the verdict, the present level and how long it has stood.
    public init(_ verdict: ReliableChange.Verdict, level: AttentionLevel, standingFor time: Duration) {
        switch verdict {
        case .worse: self = level == .crisis ? .keep : .up
        case .unchanged: self = .keep
        case .improved:
            if time < Self.dwell {
                self = .keep
            } else {
                self = level <= .watch ? .remove : .down
            }
        }
    }
}
