/// What a measured effect proposes for the care list; a person confirms (T23).
public enum CareProposal: String, Sendable, CaseIterable {
    case up
    case keep
    case down
    case remove

    /// From the verdict, the entry as it stands, and for how long it has stood so.
    ///
    /// Nobody is proposed for less before `dwell` is over, so that a good week and a bad one do not alternate; for more,
    /// at any time. Who is only monitored and is better goes off the list, whatever the level was.
    ///
    /// - Parameters:
    ///   - time: since the level was last settled: changed, or a milder one declined by a person.
    ///   - dwell: how long the level stands at least (`CareRules.dwell`).
    /// - Returns: nothing for an entry that is proposed only, or removed: it has no level that could change.
    public init?(
        _ verdict: ReliableChange.Verdict, state: CareState, level: AttentionLevel, standingFor time: Duration,
        dwell: Duration
    ) {
        guard state == .active || state == .monitoring else { return nil }
        switch verdict {
        case .worse: self = level == .crisis && state == .active ? .keep : .up
        case .unchanged: self = .keep
        case .improved:
            if time < dwell {
                self = .keep
            } else {
                self = state == .monitoring || level <= .watch ? .remove : .down
            }
        }
    }

    /// The level that it comes to.
    public func level(from level: AttentionLevel) -> AttentionLevel {
        switch self {
        case .up: level.higher
        case .down: level.lower
        case .keep, .remove: level
        }
    }

    /// How a person who follows it moves the entry.
    public func move(of state: CareState) -> CareState.Move {
        switch self {
        case .up: state == .monitoring ? .activate : .change
        case .down: .change
        case .keep: .review
        case .remove: .remove
        }
    }
}
