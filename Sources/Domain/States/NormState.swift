/// A version of norms from its installation on · 常模. It never goes: results name it.
public enum NormState: String, StateMachine {
    /// Checked and there, and nothing is compared with it yet.
    case installed
    /// Every new result of its instrument is compared with it.
    case active
    case retired

    public enum Move: String, CaseIterable, Sendable {
        case activate
        case retire
    }

    public func target(of move: Move) -> NormState? {
        switch (self, move) {
        case (.installed, .activate), (.retired, .activate): .active
        case (.installed, .retire), (.active, .retire): .retired
        case (.active, .activate), (.retired, .retire): nil
        }
    }
}
