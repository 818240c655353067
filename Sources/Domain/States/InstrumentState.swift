/// One version of a scoring instrument in the catalogue (测评工具版本). What it contains never changes; only where it stands.
public enum InstrumentState: String, StateMachine {
    /// Checked and there, not offered to new campaigns.
    case installed
    /// Pinned by each campaign that opens from now on; one version of an instrument at a time.
    case active
    /// Not for new campaigns; those that have pinned it, and old results, go on with it.
    case retired
    /// Scores nothing until an instrument manager has looked into it and a fresh check has found nothing.
    case suspended
    /// Its files are gone from the catalogue. Its number stays taken by its content.
    case removed

    public enum Move: String, CaseIterable, Sendable {
        /// After the whole check; a version that was removed comes back by it with the same content.
        case install
        case activate
        /// By hand, or because another version was activated.
        case retire
        /// Three strikes, files that are gone or others, a check that has failed, or a person.
        case suspend
        /// After a fresh check: it scores again, and whether it is offered is decided anew.
        case reinstate
        case uninstall
    }

    public func target(of move: Move) -> InstrumentState? {
        switch (self, move) {
        case (.removed, .install): .installed
        case (.installed, .activate), (.retired, .activate): .active
        // Not a suspended one: it would score again, for those who have pinned it, without a fresh check.
        case (.installed, .retire), (.active, .retire): .retired
        case (.installed, .suspend), (.active, .suspend), (.retired, .suspend): .suspended
        case (.suspended, .reinstate): .installed
        // Not while it is offered to campaigns that are about to open.
        case (.installed, .uninstall), (.retired, .uninstall), (.suspended, .uninstall): .removed
        default: nil
        }
    }

    /// Whether sheets are scored with it.
    public var scores: Bool { self == .installed || self == .active || self == .retired }
}
