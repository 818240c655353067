public import Glibc
internal import Synchronization

/// A program that was started, in a process of its own. Killed when nobody holds it any more.
public final class ChildProgram: Sendable {
    public struct CannotStart: Error, Sendable {
        public let program: String
        public let code: Int32
    }

    /// How it ended.
    public enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    public let processID: pid_t
    private let ending = Mutex<Ending?>(nil)

    /// Starts `arguments`, whose first is looked for in PATH.
    ///
    /// - Parameters:
    ///   - input: descriptor to be its standard input; `/dev/null` when nothing.
    ///   - output: file that takes its standard output; `/dev/null` when nothing.
    ///   - errors: file that takes its standard error.
    public init(
        _ arguments: [String], environment: [String: String] = [:], input: Int32? = nil, output: String? = nil,
        errors: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", flags, 0o600)
        Self.closeFilesOnExec()

        // Neither the tests' blocked signals nor those that they ignore: a child starts as from a shell.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var variables = Self.inherited
        for (name, value) in environment { variables[name] = value }
        var argumentList = arguments.map { strdup($0) } + [nil]
        var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argumentList + variableList { free(text) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, arguments[0], &actions, &attributes, &argumentList, &variableList)
        guard code == 0 else { throw CannotStart(program: arguments[0], code: code) }
        self.processID = processID
        Survivors.add(processID)
    }

    deinit {
        if poll() == nil {
            kill(processID, SIGKILL)
            wait()
        }
    }

    public func signal(_ number: Int32) { kill(processID, number) }

    /// Blocks until it has ended.
    @discardableResult
    public func wait() -> Ending {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let result = Self.ending(of: status)
            ending = result
            Survivors.remove(processID)
            return result
        }
    }

    /// How it ended, if it has.
    public func poll() -> Ending? {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
            ending = Self.ending(of: status)
            Survivors.remove(processID)
            return ending
        }
    }

    private static func ending(of status: Int32) -> Ending {
        status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
    }

    /// Not all that the tests have open was opened for them alone.
    private static func closeFilesOnExec() {
        for descriptor in 3..<Int32(256) {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
    }

    private static let inherited: [String: String] = {
        var variables: [String: String] = ["LC_ALL": "C.UTF-8"]
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }()
}

/// Children that still run when the tests end: killed then, since the last values of a process are never let go.
private enum Survivors {
    private static let processes = Mutex<Set<pid_t>>([])
    private static let registered: Void = { atexit { Survivors.killAll() } }()

    static func add(_ process: pid_t) {
        _ = registered
        processes.withLock { _ = $0.insert(process) }
    }

    static func remove(_ process: pid_t) { processes.withLock { _ = $0.remove(process) } }

    private static func killAll() {
        for process in processes.withLock({ $0 }) { kill(process, SIGKILL) }
    }
}
