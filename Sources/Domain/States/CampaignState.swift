/// A screening from plan to archive (测评计划).
public enum CampaignState: String, StateMachine {
    case draft
    case open
    case closed
    case archived

    public enum Move: String, CaseIterable, Sendable {
        case open
        case close
        case archive
    }

    public func target(of move: Move) -> CampaignState? {
        switch (self, move) {
        case (.draft, .open): .open
        case (.open, .close): .closed
        case (.closed, .archive): .archived
        case (.draft, .close), (.draft, .archive), (.open, .open), (.open, .archive), (.closed, .open),
            (.closed, .close), (.archived, _):
            nil
        }
    }

    /// Whether sheets can be answered: while it is open, within its window.
    public func takesAnswers(at moment: Timestamp, from opensAt: Timestamp, until closesAt: Timestamp) -> Bool {
        self == .open && opensAt <= moment && moment < closesAt
    }
}
