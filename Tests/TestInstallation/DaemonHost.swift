public import EventLoop
internal import Foundation
public import JSONRPC
internal import Synchronization

/// An installation in a temporary folder of its own, with the real daemon that serves it over a real socket.
///
///     let host = try await DaemonHost.make()
///     try await host.start()
///     let client = try await host.client()
///     …
///     host.kill()
public final class DaemonHost: Sendable {
    /// Passwords of the first three accounts: registrar, security officer, instrument manager.
    public static let firstPasswords = [
        "registrar-keeps-rolls", "officer-keeps-the-keys", "manager-keeps-the-scales",
    ]

    public let folder: ShortFolder
    /// For clients of the daemon.
    public let loop: EventLoop
    private let daemon = Mutex<ChildProgram?>(nil)

    public var socket: String { folder.file("run/s") }
    public var configuration: String { folder.file("xinyud.json") }
    public var trustedKeys: String { folder.file("keys") }
    public var database: String { folder.file("data") }
    public var logFolder: String { folder.file("log") }
    public var instruments: String { folder.file("instruments") }
    /// What the daemon has written about its life.
    public var errorOutput: String { folder.file("stderr") }

    private init() throws {
        folder = try ShortFolder()
        loop = try EventLoop()
    }

    /// A new installation with the shipped rules, trusting the keys of the shipped instruments. Nothing runs yet.
    ///
    /// - Parameter settings: more of the configuration, as `["limits": ["connections": 5000]]`.
    public static func make(_ settings: [String: any Sendable] = [:]) async throws -> DaemonHost {
        let host = try DaemonHost()
        try await blocking { try host.lay(settings) }
        return host
    }

    private func lay(_ settings: [String: any Sendable]) throws {
        for name in ["run", "keys"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        let instruments = try BuiltPrograms.instruments.get()
        for name in try FileManager.default.contentsOfDirectory(atPath: instruments + "/trusted-keys") {
            try FileManager.default.copyItem(
                atPath: "\(instruments)/trusted-keys/\(name)", toPath: "\(trustedKeys)/\(name)")
        }
        try FileManager.default.copyItem(
            atPath: BuiltPrograms.repository + "/config/rules", toPath: folder.file("rules"))
        var values: [String: any Sendable] = [
            "folder": "data", "socket": "run/s", "rules": "rules", "root": ["key": "root/root.key"],
            "log": ["folder": "log", "level": "info"], "instruments": ["folder": "instruments", "keys": "keys"],
            "password": ["hashing": "minimal"], "drain": ["seconds": 10],
            "scorer": BuiltPrograms.program("xinyu-scorer"),
        ]
        values.merge(settings) { $1 }
        try JSONSerialization.data(withJSONObject: values).write(to: URL(fileURLWithPath: configuration))
        let made = try RunProgram.run(
            [BuiltPrograms.program("xinyu"), "init", "--config", configuration, "--passwords", "-"],
            input: Self.firstPasswords.map { $0 + "\n" }.joined())
        guard made.status == 0 else { throw ProgramFailure(program: "xinyu init", finished: made) }
    }

    // MARK: - Life

    /// The daemon's process; zero when none runs.
    public var processID: Int32 { daemon.withLock { $0?.processID ?? 0 } }

    /// Starts the daemon and returns when it serves.
    ///
    /// - Returns: how long it took until a connection was had.
    @discardableResult
    public func start(environment: [String: String] = [:]) async throws -> Duration {
        let began = ContinuousClock.now
        let child = try ChildProgram(
            [BuiltPrograms.program("xinyud"), "--config", configuration], environment: environment,
            errors: errorOutput)
        daemon.withLock { $0 = child }
        try await eventually("the daemon serves: \(errorOutput)") {
            if let ending = child.poll() {
                let text = (try? String(contentsOfFile: self.errorOutput, encoding: .utf8)) ?? ""
                throw NeverCame(description: "the daemon ended while it started (\(ending)): \(text.suffix(2_000))")
            }
            return (try? LineSocket(path: self.socket)) != nil
        }
        let elapsed = ContinuousClock.now - began
        // A connection that is over leaves no trace in the limits that a test may look at.
        try await blocking {
            let socket = try LineSocket(path: self.socket)
            socket.endOutput()
            _ = try socket.nextLine()
        }
        return elapsed
    }

    /// As the kernel does when power fails for one process: no last words.
    public func kill() {
        let child = daemon.withLock { daemon in
            defer { daemon = nil }
            return daemon
        }
        child?.signal(SIGKILL)
        child?.wait()
    }

    public func signal(_ number: Int32) { daemon.withLock { $0 }?.signal(number) }

    /// Waits until it has ended by itself.
    public func ending() async throws -> ChildProgram.Ending {
        guard let child = daemon.withLock({ $0 }) else { throw NeverCame(description: "no daemon runs") }
        try await eventually("the daemon ends") { child.poll() != nil }
        daemon.withLock { $0 = nil }
        return child.wait()
    }

    /// SIGTERM, and its end.
    public func stop() async throws -> ChildProgram.Ending {
        signal(SIGTERM)
        return try await ending()
    }

    // MARK: - Connections

    public func client() async throws -> RPCClient { try await RPCClient.connect(path: socket, on: loop) }

    /// Runs `xinyu` against this daemon.
    ///
    /// - Parameter locale: decides the language that it speaks.
    public func xinyu(
        _ arguments: [String], session: String = "session", input: String = "", locale: String = "C.UTF-8"
    ) async throws -> RunProgram.Finished {
        let environment = environment(session: session).merging(["LC_ALL": locale]) { $1 }
        return try await blocking {
            try RunProgram.run([BuiltPrograms.program("xinyu")] + arguments, environment: environment, input: input)
        }
    }

    /// Starts `xinyu` against this daemon with what goes on until it is ended.
    ///
    /// - Parameter output: file that takes what it prints.
    public func following(_ arguments: [String], session: String, output: String) throws -> ChildProgram {
        try ChildProgram(
            [BuiltPrograms.program("xinyu")] + arguments, environment: environment(session: session), output: output)
    }

    private func environment(session: String) -> [String: String] {
        ["XINYU_SOCKET": socket, "XINYU_SESSION_FILE": folder.file(session)]
    }

    /// What the daemon holds in memory, in bytes.
    public var residentMemory: Int {
        let text = (try? String(contentsOfFile: "/proc/\(processID)/statm", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4_096 } ?? 0
    }

    /// What of the processor the daemon has had since its start.
    public var processorTime: Duration {
        let text = (try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)) ?? ""
        // After the name, which may hold anything: the state is field 3, user and system time are 14 and 15.
        let fields = text.drop { $0 != ")" }.split(separator: " ")
        guard fields.count > 12, let user = Int(fields[12]), let system = Int(fields[13]) else { return .zero }
        return .milliseconds((user + system) * 10)
    }
}
