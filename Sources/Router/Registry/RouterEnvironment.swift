public import Access
public import AuditLog
public import Domain
public import Store
public import Vault

/// What a router works with. The daemon makes it once.
public struct RouterEnvironment: Sendable {
    public let store: Store
    /// For the purposes of calls, which are sealed in the log.
    public let ring: KeyRing
    public let log: AuditLog
    public let decider: AccessDecider
    /// Holds every live session: what is not in it is not logged in.
    public let sessions: SessionRegistry
    public let units: UnitDirectory
    public let feed: ChangeFeed
    public let serving: ServingState
    public let clock: any WallClock
    public let random: any RandomSource

    public init(
        store: Store, ring: KeyRing, log: AuditLog, decider: AccessDecider, sessions: SessionRegistry,
        units: UnitDirectory,
        feed: ChangeFeed = ChangeFeed(), serving: ServingState = ServingState(), clock: any WallClock,
        random: any RandomSource
    ) {
        self.store = store
        self.ring = ring
        self.log = log
        self.decider = decider
        self.sessions = sessions
        self.units = units
        self.feed = feed
        self.serving = serving
        self.clock = clock
        self.random = random
    }
}
