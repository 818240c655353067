/// The protocol for a student who has suffered bullying, violence or sexual assault (T25): first what must be reported,
/// then support, then the end. There is no way past the reports.
public enum TraumaState: String, StateMachine {
    case reporting
    case supporting
    case closed

    public static let thing = "trauma report"

    public enum Move: String, CaseIterable, Sendable {
        /// The last mandatory report has been made.
        case completeReports = "complete reports"
        case close
    }

    public func target(of move: Move) -> TraumaState? {
        switch (self, move) {
        case (.reporting, .completeReports): .supporting
        case (.supporting, .close): .closed
        default: nil
        }
    }

    public var isOpen: Bool { self != .closed }
}
