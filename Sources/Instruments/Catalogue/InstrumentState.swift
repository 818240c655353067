/// Where an installed instrument stands. Kept by the caller, beside the reference.
public enum InstrumentState: String, Sendable, CaseIterable {
    /// Checked and there, not offered for new campaigns.
    case installed = "INSTALLED"
    case active = "ACTIVE"
    /// Not for new campaigns; running ones and old results go on with it.
    case retired = "RETIRED"
    /// Scores nothing until an instrument manager has looked into it.
    case suspended = "SUSPENDED"

    /// Whether an instrument manager (or, into `suspended`, three strikes) may move it so.
    public func permits(_ next: InstrumentState) -> Bool {
        switch (self, next) {
        case (.installed, .active), (.installed, .retired), (.active, .retired), (.retired, .active): true
        case (.active, .suspended), (.installed, .suspended), (.retired, .suspended): true
        case (.suspended, .active), (.suspended, .retired): true
        default: false
        }
    }

    /// Whether sheets are scored with it.
    public var scores: Bool { self != .suspended }
}
