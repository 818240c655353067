/// A file of the archive. One that is not finished, or does not hold, is forgotten without a trace; one that was kept
/// leaves one when it is withdrawn.
public enum AttachmentState: String, StateMachine {
    case receiving
    case kept
    case withdrawn

    public enum Move: String, CaseIterable, Sendable {
        case append
        case finish
        case withdraw
    }

    public func target(of move: Move) -> AttachmentState? {
        switch (self, move) {
        case (.receiving, .append): .receiving
        case (.receiving, .finish): .kept
        case (.kept, .withdraw): .withdrawn
        default: nil
        }
    }
}
