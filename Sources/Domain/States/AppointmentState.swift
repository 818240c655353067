/// An appointment in the counselling room · 预约 (T18).
public enum AppointmentState: String, StateMachine {
    case requested
    case confirmed
    case checkedIn = "checked_in"
    case completed
    case cancelled
    case noShow = "no_show"

    public enum Move: String, CaseIterable, Sendable {
        case confirm
        /// Another time, counsellor or room, which has to be confirmed again.
        case reschedule
        case checkIn = "check in"
        case complete
        case cancel
        case markNoShow = "mark no-show"
    }

    public func target(of move: Move) -> AppointmentState? {
        switch (self, move) {
        case (.requested, .confirm): .confirmed
        case (.requested, .reschedule), (.confirmed, .reschedule): .requested
        case (.confirmed, .checkIn): .checkedIn
        case (.checkedIn, .complete): .completed
        case (.requested, .cancel), (.confirmed, .cancel): .cancelled
        case (.confirmed, .markNoShow): .noShow
        default: nil
        }
    }

    /// Whether it is still to be held.
    public var isOpen: Bool { self == .requested || self == .confirmed || self == .checkedIn }
}
