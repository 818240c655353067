public import Domain

/// What the school has settled about screening: when a warning is raised, and by when it must be taken.
public struct ScreeningRules: Sendable {
    public let warnings: WarningRules
    public let deadlines: WarningDeadlines
    /// How far the school's clocks are ahead of UTC.
    public let zone: Duration

    public init(warnings: WarningRules, deadlines: WarningDeadlines, zone: Duration = .seconds(8 * 3_600)) {
        self.warnings = warnings
        self.deadlines = deadlines
        self.zone = zone
    }
}
