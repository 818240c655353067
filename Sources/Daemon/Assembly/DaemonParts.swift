internal import Access
internal import Domain
internal import Foundation
internal import Instruments
internal import JSONRPC
internal import Logging
internal import Router
internal import Services
internal import Store
internal import Vault

/// What lives as long as the daemon, whatever the rules become: made once from an open installation.
struct DaemonParts: Sendable {
    let installation: OpenInstallation
    let handler = ReplaceableHandler()
    let server: Server
    let startedAt: Timestamp
    let units: UnitDirectory
    let sessions: SessionRegistry
    let feed = ChangeFeed()
    let serving = ServingState()
    let catalogue: Catalogue
    let pool: ScorerPool
    let shelf: InstrumentShelf
    let desk: ScoringDesk
    let passwords: PasswordGate
    let rotation: DataKeyRotation
    let keyUsage: KeyUsageLedger
    let erasing: ErasureWork
    let sessionLimits: SessionLimits
    /// Where works begin that nobody has called for.
    let background: BackgroundDesk
    let zone: Duration
    let clock: any WallClock
    let random: any RandomSource
    let logger: Logger

    init(
        _ installation: OpenInstallation, _ configuration: DaemonConfiguration, clock: any WallClock,
        random: any RandomSource, logger: Logger
    ) async throws(StartFailure) {
        guard FileManager.default.isExecutableFile(atPath: configuration.scorer) else {
            throw StartFailure(.scorerMissing(path: configuration.scorer))
        }
        self.installation = installation
        self.clock = clock
        self.random = random
        self.logger = logger
        server = Server(limits: ServerLimits(configuration), handler: handler, logger: logger)
        zone = configuration.zone
        sessionLimits = SessionLimits(idle: configuration.sessionIdle, absolute: configuration.sessionLength)
        passwords = PasswordGate(
            PasswordHasher(cost: configuration.passwordHashing.cost, nobody: installation.settings.nobody))
        catalogue = Catalogue(
            folder: configuration.instrumentsFolder, trustedKeys: configuration.trustedKeysFolder,
            helper: configuration.scorer)
        shelf = InstrumentShelf(catalogue)
        let registry = SessionRegistry(idle: configuration.sessionIdle)
        sessions = registry
        let now = clock.now()
        startedAt = now
        do {
            keyUsage = try KeyUsageLedger(keys: installation.keys, ring: installation.ring)
            units = UnitDirectory(
                try await installation.store.read { transaction in
                    try registry.load(from: transaction, at: now)
                    return try UnitDirectory.tree(in: transaction)
                })
        } catch {
            throw StartFailure(error)
        }
        background = BackgroundDesk(
            store: installation.store, log: installation.log, units: units, feed: feed, clock: clock, random: random)
        let suspensions = InstrumentSuspensions(keeping: InstrumentKeeping(background: background), logger: logger)
        pool = ScorerPool(catalogue: catalogue, reports: suspensions.reports)
        desk = ScoringDesk(pool)
        rotation = DataKeyRotation(
            store: installation.store, keys: installation.keys, ring: installation.ring, log: installation.log,
            feed: feed, clock: clock, logger: logger)
        erasing = ErasureWork(store: installation.store, log: installation.log, clock: clock)
        do {
            for finding in try await suspensions.keeping.start(catalogue, pool) {
                logger.notice("instruments: \(finding.description)")
            }
        } catch {
            throw StartFailure(error)
        }
    }
}

extension ServerLimits {
    fileprivate init(_ configuration: DaemonConfiguration) {
        self.init()
        requestBytes = configuration.requestBytes
        replyBytes = configuration.replyBytes
        connections = configuration.connections
        connectionsPerUser = configuration.connectionsPerUser
        callsInFlight = configuration.callsInFlight
    }
}
