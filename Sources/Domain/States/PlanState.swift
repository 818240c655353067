/// One student's plan (一人一案, T23).
public enum PlanState: String, StateMachine {
    case draft
    case active
    case reviewDue = "review_due"
    case adjusted
    case completed
    case escalated

    public enum Move: String, CaseIterable, Sendable {
        case activate
        /// The review date has come.
        case fallDue = "fall due"
        case adjust
        case complete
        case escalate
    }

    public func target(of move: Move) -> PlanState? {
        switch (self, move) {
        case (.draft, .activate): .active
        case (.active, .fallDue), (.adjusted, .fallDue): .reviewDue
        case (.active, .adjust), (.reviewDue, .adjust), (.adjusted, .adjust), (.draft, .adjust):
            self == .draft ? .draft : .adjusted
        case (.active, .complete), (.reviewDue, .complete), (.adjusted, .complete): .completed
        case (.active, .escalate), (.reviewDue, .escalate), (.adjusted, .escalate): .escalated
        default: nil
        }
    }

    public var isOpen: Bool { self != .completed && self != .escalated }
}
