/// One student's answers to one instrument (答卷), from the invitation to the score.
public enum SheetState: String, StateMachine {
    case invited
    case started
    case submitted
    case scored
    case absent
    case exempt
    case declined
    case void

    public enum Move: String, CaseIterable, Sendable {
        case start
        case submit
        case score
        case markAbsent = "mark absent"
        case exempt
        case decline
        /// Answered wrongly, by another person for example: it does not count, and stays.
        case void
        /// Takes an absence, an exemption or a refusal back.
        case invite
        /// Another sheet begins in the place of a void one, which stays.
        case offerAgain = "offer again"
    }

    public func target(of move: Move) -> SheetState? {
        switch (self, move) {
        case (.invited, .start): .started
        // A paper sheet is entered in one go, and a page reloaded starts again.
        case (.started, .start): .started
        case (.started, .submit): .submitted
        case (.submitted, .score): .scored
        case (.invited, .markAbsent), (.started, .markAbsent): .absent
        case (.invited, .exempt), (.started, .exempt), (.absent, .exempt): .exempt
        case (.invited, .decline), (.started, .decline): .declined
        case (.submitted, .void), (.scored, .void), (.started, .void): .void
        case (.absent, .invite), (.exempt, .invite), (.declined, .invite): .invited
        case (.void, .offerAgain): .void
        default: nil
        }
    }

    /// Whether the student has done what was asked.
    public var isAnswered: Bool { self == .submitted || self == .scored }

    /// Whether nothing more is to come, for a reason that is known.
    public var isExcused: Bool { self == .exempt || self == .declined }
}
