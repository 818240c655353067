public import Domain
public import EventLoop
public import Logging
internal import Router

/// The daemon's life: it opens, serves, follows signals, and ends in order.
public struct Daemon: Sendable {
    /// Of the program, as `xinyud --version` tells it.
    public static let version = "1.0.0"

    private let configuration: DaemonConfiguration
    private let handed: [ServiceManager.HandedSocket]
    private let clock: any WallClock
    private let random: any RandomSource
    private let logger: Logger

    /// - Parameter handed: sockets of the service manager; the configuration's socket is made when there are none.
    public init(
        _ configuration: DaemonConfiguration, handed: [ServiceManager.HandedSocket] = [],
        clock: any WallClock, random: any RandomSource, logger: Logger
    ) {
        self.configuration = configuration
        self.handed = handed
        self.clock = clock
        self.random = random
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT, and returns when everything is closed.
    ///
    /// - Throws: `StartFailure` if it cannot start, or its last checkpoint cannot be written.
    public func run() async throws(StartFailure) {
        let signals = DaemonSignals()
        let began = ContinuousClock.now
        let assembly = try await DaemonAssembly(configuration, clock: clock, random: random, logger: logger)
        let doors: Doors
        do throws(StartFailure) {
            doors = try await Doors.open(configuration, handed: handed, server: assembly.server)
        } catch {
            try? await assembly.stop(within: .zero)
            throw error
        }
        let background = BackgroundTasks(
            works(assembly, doors), at: assembly.parts.background, logger: logger)
        let notice = ServiceNotice(logger: logger)
        notice.tell(.ready, .status("serving"))
        logger.notice("serving", metadata: ["started in": "\((ContinuousClock.now - began).wholeMilliseconds) ms"])

        await follow(signals, assembly, notice)

        notice.tell(.stopping, .status("stopping"))
        logger.notice("stopping")
        await doors.closeListeners()
        await background.end()
        defer { logger.notice("stopped") }
        try await assembly.stop(within: configuration.drainTime)
        await doors.stop()
    }

    /// Returns at the order to stop.
    private func follow(_ signals: DaemonSignals, _ assembly: DaemonAssembly, _ notice: ServiceNotice) async {
        for await order in signals.orders {
            switch order {
            case .stop: return
            case .reload:
                notice.tell(.reloading)
                do throws(StartFailure) {
                    try assembly.reload()
                    logger.notice("the rules are read again")
                } catch {
                    logger.error("the rules stay as they were: \(error)")
                }
                notice.tell(.ready)
            }
        }
    }

    private func works(_ assembly: DaemonAssembly, _ doors: Doors) -> [any BackgroundWork] {
        Watchdog(loops: doors.loops).map { assembly.works + [$0] } ?? assembly.works
    }
}
