/// A student's place on the care list (重点关爱人员清单, T15, T23).
public enum CareState: String, StateMachine {
    case proposed
    case active
    case monitoring
    case removed

    public static let thing = "care-list entry"

    public enum Move: String, CaseIterable, Sendable {
        case activate
        /// Another level, or other advice.
        case change
        case monitor
        case remove
        /// A look that leaves state and level as they are.
        case review
    }

    public func target(of move: Move) -> CareState? {
        switch (self, move) {
        case (.proposed, .activate), (.monitoring, .activate): .active
        case (.active, .change): .active
        case (.active, .monitor): .monitoring
        // From proposed: a proposal that a counsellor does not follow.
        case (.proposed, .remove), (.active, .remove), (.monitoring, .remove): .removed
        case (.active, .review), (.monitoring, .review): self
        default: nil
        }
    }
}
