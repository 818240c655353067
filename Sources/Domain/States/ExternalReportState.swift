/// A report from outside of the school (外部线索, T16), until a person has said which student it is about.
public enum ExternalReportState: String, StateMachine {
    case waiting
    case matched
    case refused

    public enum Move: String, CaseIterable, Sendable {
        case match
        /// It is about nobody here, or about nothing.
        case refuse
    }

    public func target(of move: Move) -> ExternalReportState? {
        switch (self, move) {
        case (.waiting, .match): .matched
        case (.waiting, .refuse): .refused
        default: nil
        }
    }
}
