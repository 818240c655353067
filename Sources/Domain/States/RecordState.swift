/// A record of the archive: what was seen, told, or is so. No move takes anything away: each makes a version.
public enum RecordState: String, StateMachine {
    case standing
    case withdrawn

    public enum Move: String, CaseIterable, Sendable {
        case correct
        /// Of a circumstance: it is over.
        case end
        /// It was a mistake from the beginning.
        case withdraw
    }

    public func target(of move: Move) -> RecordState? {
        switch (self, move) {
        case (.standing, .correct), (.standing, .end): .standing
        case (.standing, .withdraw): .withdrawn
        default: nil
        }
    }
}
