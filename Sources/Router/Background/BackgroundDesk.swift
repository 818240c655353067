public import AuditLog
public import Domain
public import Store

/// Where background works are begun: each gets a run of its own.
public struct BackgroundDesk: Sendable {
    public let store: Store
    public let units: UnitDirectory
    public let clock: any WallClock
    let log: AuditLog
    let feed: ChangeFeed
    let random: any RandomSource

    public init(
        store: Store, log: AuditLog, units: UnitDirectory, feed: ChangeFeed, clock: any WallClock,
        random: any RandomSource
    ) {
        self.store = store
        self.log = log
        self.units = units
        self.feed = feed
        self.clock = clock
        self.random = random
    }

    /// Does a work once, as of now.
    public func run(_ work: some BackgroundWork) async throws { try await work.runOnce(begin(work.name)) }

    /// A run for what is begun by something else than the time.
    public func begin(_ name: BackgroundWorkName) -> BackgroundRun {
        BackgroundRun(self, name, requestID: "system-\(Identifier(randomFrom: random))")
    }
}
