/// An early warning (预警), from the signal to its end (T15, T16).
public enum WarningState: String, StateMachine {
    case raised
    case acknowledged
    case confirmed
    case dismissed
    case inIntervention = "in_intervention"
    case resolved

    public enum Move: String, CaseIterable, Sendable {
        case acknowledge
        /// To another person, or by one who takes it over.
        case handOver = "hand over"
        /// By an interview.
        case confirm
        case dismiss
        case beginIntervention = "begin intervention"
        case resolve
    }

    public func target(of move: Move) -> WarningState? {
        switch (self, move) {
        case (.raised, .acknowledge): .acknowledged
        case (.acknowledged, .handOver), (.confirmed, .handOver), (.inIntervention, .handOver): self
        case (.acknowledged, .confirm): .confirmed
        case (.acknowledged, .dismiss): .dismissed
        case (.confirmed, .beginIntervention): .inIntervention
        case (.inIntervention, .resolve), (.confirmed, .resolve): .resolved
        default: nil
        }
    }

    /// Whether somebody has still something to do.
    public var isOpen: Bool { self != .dismissed && self != .resolved }
}
