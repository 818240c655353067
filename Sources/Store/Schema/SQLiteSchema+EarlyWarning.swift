extension SQLiteSchema {
    /// Early warning: network, signals, day reports, escalation.
    static let earlyWarning = ""
}
