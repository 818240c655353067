/// A signal (线索, T16): what points to a student in trouble, until it is part of a warning or set aside.
public enum SignalState: String, StateMachine {
    case received
    case warned
    case setAside = "set_aside"

    public enum Move: String, CaseIterable, Sendable {
        /// By a rule, or by a person.
        case warn
        case setAside = "set aside"
    }

    public func target(of move: Move) -> SignalState? {
        switch (self, move) {
        case (.received, .warn): .warned
        // From warned: with the warning that is dismissed.
        case (.received, .setAside), (.warned, .setAside): .setAside
        default: nil
        }
    }
}
