internal import Access
public import Domain
public import EventLoop
public import JSONRPC
public import Logging
internal import Router
internal import Services
internal import Store

/// An open installation put together to a server that answers every method of the contract. What listens on a socket,
/// and what speaks to it in memory, both come from here.
///
///     let assembly = try await DaemonAssembly(configuration, clock: SystemClock(), random: SystemRandom(), logger: logger)
///     let client = assembly.connect(on: loop)
///     …
///     await assembly.stop(within: .seconds(10))
public final class DaemonAssembly: Sendable {
    public var server: Server { parts.server }
    let installation: OpenInstallation
    let parts: DaemonParts
    let present: PresentRules
    let checkpointInterval: Duration
    private let rulesFolder: String
    private let services: DaemonServices
    private let scoring: ScoringShift
    private let rescoring: CampaignRescoring

    /// Opens the installation that `configuration` names and puts the daemon together. Nothing listens yet.
    ///
    /// - Throws: `StartFailure`.
    public init(
        _ configuration: DaemonConfiguration, clock: any WallClock, random: any RandomSource, logger: Logger
    ) async throws(StartFailure) {
        rulesFolder = configuration.rulesFolder
        checkpointInterval = configuration.checkpointEvery
        let rules = try Self.rules(in: rulesFolder, zone: configuration.zone)
        present = PresentRules(rules)
        installation = try await OpenInstallation.open(configuration, clock: clock, random: random)
        do throws(StartFailure) {
            parts = try await DaemonParts(
                installation, configuration, clock: clock, random: random, logger: logger)
            services = DaemonServices(parts)
            let pending = Self.pending(parts, rules)
            rescoring = Self.rescoring(parts, rules)
            parts.handler.replace(with: try Self.router(services, parts, rules, pending, rescoring))
            scoring = ScoringShift(logger: logger)
            scoring.takeOver(pending)
            try await Self.resume(parts.rotation)
            try await Self.resume(rescoring)
        } catch {
            await installation.abandon()
            throw error
        }
    }

    /// Serves a client that speaks from within the process.
    public func connect(on loop: EventLoop) -> RPCClient {
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        return RPCClient(near)
    }

    /// Reads the rules again. With one that does not hold, all stay as they were.
    ///
    /// - Throws: `StartFailure`, for the log.
    public func reload() throws(StartFailure) {
        let rules = try Self.rules(in: rulesFolder, zone: parts.zone)
        let pending = Self.pending(parts, rules)
        parts.handler.replace(with: try Self.router(services, parts, rules, pending, rescoring))
        rescoring.use(rules.screening)
        present.replace(with: rules)
        scoring.takeOver(pending)
    }

    /// Ends in order: no new calls, the running ones have `patience`, then a last checkpoint of the access log, and
    /// the files are let go.
    public func stop(within patience: Duration) async throws(StartFailure) {
        parts.serving.beginDraining()
        await server.drain(within: patience)
        await scoring.end()
        await rescoring.stop()
        await parts.rotation.stop()
        do {
            try parts.keyUsage.keep()
            try await installation.close()
        } catch {
            throw StartFailure(error)
        }
    }

    private static func rules(in folder: String, zone: Duration) throws(StartFailure) -> InstallationRules {
        do throws(RulesError) {
            return try InstallationRules(folder: folder, zone: zone)
        } catch {
            throw StartFailure(.rules(error))
        }
    }

    /// A rotation of data keys that a kill has interrupted goes on.
    private static func resume(_ rotation: DataKeyRotation) async throws(StartFailure) {
        do {
            try await rotation.resumeIfNeeded()
        } catch {
            throw StartFailure(error)
        }
    }

    /// So do re-scorings.
    private static func resume(_ rescoring: CampaignRescoring) async throws(StartFailure) {
        do {
            try await rescoring.resumeIfNeeded()
        } catch {
            throw StartFailure(error)
        }
    }

    private static func rescoring(_ parts: DaemonParts, _ rules: InstallationRules) -> CampaignRescoring {
        CampaignRescoring(
            store: parts.installation.store, shelf: parts.shelf, scoring: parts.pool, rules: rules.screening,
            units: parts.units, log: parts.installation.log, feed: parts.feed, clock: parts.clock,
            random: parts.random, logger: parts.logger)
    }

    private static func pending(_ parts: DaemonParts, _ rules: InstallationRules) -> PendingScoring {
        PendingScoring(
            shelf: parts.shelf, scoring: parts.pool, rules: rules.screening, background: parts.background)
    }

    private static func router(
        _ services: DaemonServices, _ parts: DaemonParts, _ rules: InstallationRules, _ pending: PendingScoring,
        _ rescoring: CampaignRescoring
    ) throws(StartFailure) -> Router {
        let environment = RouterEnvironment(
            store: parts.installation.store, ring: parts.installation.ring, log: parts.installation.log,
            decider: AccessDecider(policy: rules.policy), sessions: parts.sessions, units: parts.units,
            feed: parts.feed, serving: parts.serving, clock: parts.clock, random: parts.random)
        do throws(RouterError) {
            return try Router(services.methods(under: rules, pending: pending, rescoring: rescoring), in: environment)
        } catch {
            throw StartFailure(.other("this program is built wrongly: \(error)"))
        }
    }
}
