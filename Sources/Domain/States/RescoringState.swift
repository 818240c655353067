/// The re-scoring of a campaign with a newer version of an instrument (复评), from the start to a person's word.
public enum RescoringState: String, StateMachine {
    /// Sheet after sheet is scored; the former results stand.
    case running
    /// All sheets are through; a person decides.
    case ready
    /// A person has adopted the new results; they become those of record, sheet after sheet.
    case adopting
    case adopted
    case rejected
    case cancelled

    public enum Move: String, CaseIterable, Sendable {
        /// The last sheet was scored.
        case finish
        case cancel
        case adopt
        case reject
        /// The last new result is of record.
        case complete
    }

    public func target(of move: Move) -> RescoringState? {
        switch (self, move) {
        case (.running, .finish): .ready
        case (.running, .cancel): .cancelled
        case (.ready, .adopt): .adopting
        case (.ready, .reject): .rejected
        // Once begun an adoption is carried through: a campaign of which one half is of the one version and the other half
        // of the other could not be compared.
        case (.adopting, .complete): .adopted
        case (.running, _), (.ready, _), (.adopting, _), (.adopted, _), (.rejected, _), (.cancelled, _): nil
        }
    }

    /// Whether the daemon works at it.
    public var isUnderWay: Bool { self == .running || self == .adopting }

    /// Whether nothing more can be done with it.
    public var hasEnded: Bool { moves.isEmpty }
}
