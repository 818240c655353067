import Daemon
import Domain
import EventLoop
import Foundation
import JSONRPC
import Logging
import Services
import TestSupport

/// A host with an installation on it, that goes with the value.
final class TestHost: Sendable {
    static let passwords = (registrar: "registrar-password", officer: "officer-password", tools: "tools-password")

    let folder: TemporaryFolder
    let configuration: DaemonConfiguration
    let clock = ManualClock()
    let random = SeededRandomSource()
    let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    /// - Parameter overrides: values of the configuration by key.
    init(_ overrides: [String: String] = [:]) async throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.rulesFolder, toPath: folder.file("rules"))
        // The scorer is never started: there is nothing to score.
        try Self.file.write(toFile: folder.file("xinyud.json"), atomically: true, encoding: .utf8)
        configuration = try await DaemonConfiguration.read(
            file: folder.file("xinyud.json"), overrides: overrides, environment: [:], executableFolder: "/bin")
    }

    private static let rulesFolder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../config/rules"

    /// The names of the shipped files of rules.
    static func rules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: rulesFolder).filter { $0.hasSuffix(".json") }.sorted()
    }

    private static let file = """
        {
          "folder": "data", "socket": "run/socket", "rules": "rules", "scorer": "/bin/true", "population": 500,
          "log": {"folder": "log"}, "root": {"key": "root.key"},
          "instruments": {"folder": "instruments", "keys": "trusted-keys"}, "password": {"hashing": "minimal"}
        }
        """

    var installation: Installation {
        get throws { try Installation(configuration, clock: clock, random: random) }
    }

    func install() async throws { try await installation.create(Self.people) }

    static var people: Installation.FirstPeople {
        Installation.FirstPeople(
            registrar: person("registrar", passwords.registrar),
            securityOfficer: person("security", passwords.officer),
            instrumentManager: person("instruments", passwords.tools))
    }

    private static func person(_ login: String, _ password: String) -> AccountBootstrap.Person {
        AccountBootstrap.Person(login: login, displayName: login, password: password)
    }

    func assemble() async throws(StartFailure) -> DaemonAssembly {
        try await DaemonAssembly(configuration, clock: clock, random: random, logger: logger)
    }

    /// What keeps the daemon from starting; nothing when it starts, and then it is stopped again.
    func refusal() async -> StartFailure? {
        do throws(StartFailure) {
            try await assemble().stop(within: .zero)
            return nil
        } catch {
            return error
        }
    }
}
