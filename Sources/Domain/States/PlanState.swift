/// One student's plan (一人一案, T23).
public enum PlanState: String, StateMachine {
    case draft
    case active
    case reviewDue = "review_due"
    case adjusted
    case completed
    case escalated
    /// The family declined help and accepted monitoring.
    case declinedMonitored = "declined_monitored"
    /// Student and family cannot be reached.
    case lostToFollowUp = "lost_to_follow_up"

    public enum Move: String, CaseIterable, Sendable {
        case activate
        /// The review date has come.
        case fallDue = "fall due"
        case adjust
        case complete
        case escalate
        /// A review that leaves it as it is, until the next one.
        case carryOn = "carry on"
        case decline
        case loseContact = "lose contact"
        case reopen
    }

    public func target(of move: Move) -> PlanState? {
        switch move {
        case .activate: self == .draft ? .active : nil
        case .fallDue: self == .active || self == .adjusted ? .reviewDue : nil
        case .adjust: self == .draft ? .draft : isRunning ? .adjusted : nil
        case .complete: isRunning || isWaiting ? .completed : nil
        case .escalate: isRunning || isWaiting ? .escalated : nil
        case .carryOn:
            switch self {
            case .active, .reviewDue: .active
            case .adjusted, .declinedMonitored, .lostToFollowUp: self
            case .draft, .completed, .escalated: nil
            }
        // The family can decline what is only drafted, and what was offered again to somebody who had been lost.
        case .decline: self == .draft || isRunning || self == .lostToFollowUp ? .declinedMonitored : nil
        case .loseContact: isRunning || self == .declinedMonitored ? .lostToFollowUp : nil
        case .reopen: isWaiting || !isOpen ? .active : nil
        }
    }

    /// Not ended: the student gets no second plan.
    public var isOpen: Bool { self != .completed && self != .escalated }

    /// Its measures are carried out.
    public var isRunning: Bool { self == .active || self == .reviewDue || self == .adjusted }

    /// Nobody carries it out, and it is still looked at from time to time.
    public var isWaiting: Bool { self == .declinedMonitored || self == .lostToFollowUp }
}
