/// How long sessions live, and how many an account has.
public struct SessionLimits: Sendable, Hashable {
    /// A session that is not used for this long ends; kept by the registry of open sessions.
    public var idle: Duration
    /// A session ends after this, however much it is used.
    public var absolute: Duration
    /// One more login ends the oldest session of the account.
    public var perAccount: Int

    public init(idle: Duration = .seconds(30 * 60), absolute: Duration = .seconds(12 * 3_600), perAccount: Int = 32) {
        self.idle = idle
        self.absolute = absolute
        self.perAccount = max(perAccount, 1)
    }
}
