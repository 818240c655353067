import AuditLog
import Domain
import EventLoop
import Foundation
import JSONRPC
import Logging
import Services
import Store
import Synchronization
import TestInstallation
import TestSupport
import Vault

@testable import Daemon

/// An installation on the disk with everything of the daemon but its socket and its sense of time. It can crash.
final class SimulatedInstallation: Sendable {
    static let passwords = [
        "registrar": "registrar-keeps-rolls", "security": "officer-keeps-the-keys",
        "instruments": "manager-keeps-the-scales",
    ]

    /// What a caller needs to know of it.
    struct Ways: Sendable {
        let line: Line
        let witness: Witness
        let clock: ManualClock
    }

    /// What runs now.
    private struct Present {
        var assembly: DaemonAssembly
        var timetable: WorkTimetable
        /// What had been acknowledged when the power failed last.
        var acknowledged: Set<String> = []
    }

    let clock: ManualClock
    let witness = Witness()
    /// What people call through; it leads to another assembly after each crash.
    let line: Line
    private let folder: YearFolder
    private let configuration: DaemonConfiguration
    private let loop: EventLoop
    private let logger: Logger
    private let present: Mutex<Present>

    private var assembly: DaemonAssembly { present.withLock { $0.assembly } }
    var timetable: WorkTimetable { present.withLock { $0.timetable } }
    var acknowledgedBeforeCrash: Set<String> { present.withLock { $0.acknowledged } }
    var ways: Ways { Ways(line: line, witness: witness, clock: clock) }
    var store: Store { assembly.installation.store }
    var log: AuditLog { assembly.installation.log }

    /// - Parameter start: what the clock says at first.
    init(at start: Timestamp) async throws {
        folder = try YearFolder()
        loop = try EventLoop()
        clock = ManualClock(start)
        var logger = Logger(label: "year")
        logger.logLevel = .error
        self.logger = logger
        try FileManager.default.copyItem(
            atPath: BuiltPrograms.repository + "/config/rules", toPath: folder.file("rules"))
        // This school has settled for a report a week.
        let network = folder.file("rules/network.json")
        try String(contentsOfFile: network, encoding: .utf8).replacing(#""every": "day""#, with: #""every": "week""#)
            .write(toFile: network, atomically: true, encoding: .utf8)
        try FileManager.default.copyItem(
            atPath: try BuiltPrograms.instruments.get() + "/trusted-keys", toPath: folder.file("keys"))
        try Self.settings.write(toFile: folder.file("xinyud.json"), atomically: true, encoding: .utf8)
        configuration = try await DaemonConfiguration.read(
            file: folder.file("xinyud.json"), environment: [:], executableFolder: BuiltPrograms.folder)
        try await Installation(configuration, clock: clock, random: SystemRandom()).create(Self.people)
        let assembly = try await DaemonAssembly(configuration, clock: clock, random: SystemRandom(), logger: logger)
        present = Mutex(Present(assembly: assembly, timetable: assembly.timetable()))
        line = Line(assembly.connect(on: loop))
    }

    /// Sessions last for days, so that nobody logs in each morning; hashing is cheap.
    private static let settings = """
        {
          "folder": "data", "socket": "run/s", "rules": "rules", "population": 3000, "log": {"folder": "log", "checkpointSeconds": 86400},
          "root": {"key": "root.key"}, "instruments": {"folder": "instruments", "keys": "keys"},
          "password": {"hashing": "minimal"}, "session": {"idleSeconds": 86400, "lengthSeconds": 604800}
        }
        """

    private static var people: Installation.FirstPeople {
        func person(_ login: String) -> AccountBootstrap.Person {
            AccountBootstrap.Person(login: login, displayName: login, password: passwords[login] ?? "")
        }
        return Installation.FirstPeople(
            registrar: person("registrar"), securityOfficer: person("security"),
            instrumentManager: person("instruments"))
    }

    /// The power fails once so many calls have been made.
    func crash(afterCalls count: Int) async throws {
        while witness.count < count { try await Task.sleep(for: .milliseconds(2)) }
        try await crash()
    }

    /// Ends the present assembly as a power cut does, whatever it is in the midst of: only what was on the disk at one
    /// moment is left, and another assembly goes on from there. Calls that have no answer at that moment get none.
    private func crash() async throws {
        let former = line.cut()
        present.withLock { $0.acknowledged = witness.acknowledgedChanges }
        let image = try await CrashImage.take(of: folder.path, to: folder.file("image"), store)
        former?.close()
        try? await assembly.stop(within: .zero)
        try image.restore(to: folder.path)
        let assembly = try await DaemonAssembly(configuration, clock: clock, random: SystemRandom(), logger: logger)
        present.withLock { present in
            present.assembly = assembly
            present.timetable = assembly.timetable()
        }
        line.mend(with: assembly.connect(on: loop))
    }

    func stop() async throws {
        line.cut()?.close()
        try await assembly.stop(within: .seconds(5))
        await loop.stop()
    }

    // MARK: - The access log

    /// How often each request id is in the log.
    func requestIDs() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in try await records() { counts[record.requestID, default: 0] += 1 }
        return counts
    }

    func records() async throws -> [AuditRecord] {
        let (store, log) = (store, log)
        return try await store.read { try log.records(matching: AuditFilter(), limit: .max, in: $0) }
    }
}
