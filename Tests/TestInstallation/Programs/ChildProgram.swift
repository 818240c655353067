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

        var variables = Self.inherited
        for (name, value) in environment { variables[name] = value }
        var argumentList = arguments.map { strdup($0) } + [nil]
        var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argumentList + variableList { free(text) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, arguments[0], &actions, nil, &argumentList, &variableList)
        guard code == 0 else { throw CannotStart(program: arguments[0], code: code) }
        self.processID = processID
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
            return ending
        }
    }

    private static func ending(of status: Int32) -> Ending {
        status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
    }

    private static let inherited: [String: String] = {
        var variables: [String: String] = ["LC_ALL": "C.UTF-8"]
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }()
}
