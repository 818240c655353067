internal import ArgumentParser
internal import Daemon
internal import EventLoop
internal import Foundation
internal import Logging
internal import Vault

/// The daemon.
@main
struct XinyudCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xinyud", abstract: "Xinyu (心育), the engine for student mental health work in schools.",
        discussion: """
            Make an installation with `xinyu init` first. SIGHUP reads the rules again; SIGTERM ends in order.
            Exit codes: 0 ended in order, 64 wrong usage, 65 the access log does not fit what was signed, 73 the \
            socket, 74 the database or a folder, 75 in use by another process, 77 the root key, 78 the configuration.
            """,
        version: Daemon.version)

    @Option(help: "Path of the configuration.")
    var config = "/etc/xinyu/xinyud.json"

    @Option(help: "Path of the socket, instead of the configured one.")
    var socket: String?

    @Option(name: .customLong("set"), help: "A value of the configuration, as log.level=debug; once for each.")
    var settings: [ConfigurationOverride] = []

    func run() async throws {
        do {
            // Before there are other threads that could read the environment.
            let handed = try ServiceManager.listenDescriptors()
            let configuration = try await read()
            LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
            var logger = Logger(label: "xinyud")
            logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
            try await Daemon(
                configuration, handed: handed, clock: SystemClock(), random: SystemRandom(), logger: logger
            ).run()
        } catch {
            let failure = StartFailure(error)
            FileHandle.standardError.write(Data("xinyud: \(failure)\n".utf8))
            throw ExitCode(failure.exitCode)
        }
    }

    private func read() async throws -> DaemonConfiguration {
        var configuration = try await DaemonConfiguration.read(
            file: config, overrides: Dictionary(settings.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }),
            environment: ProcessInfo.processInfo.environment, executableFolder: Executable.folder)
        if let socket { configuration.socket = socket }
        return configuration
    }
}
