internal import Glibc
internal import Synchronization

/// A program started by this one, with nothing but the descriptors it is given.
///
/// The child gets no environment, `/dev/null` for standard input, output and error, and of this process's descriptors
/// those that are named; the others carry close-on-exec, as all that is opened here does. It is killed and collected at the latest when the value goes.
public final class ChildProcess: Sendable {
    /// How a child has ended.
    public enum Ending: Sendable, Equatable {
        case exited(code: Int32)
        case killed(signal: Int32)
    }

    /// A descriptor of this process, and the number it has in the child (3 or more).
    public struct Inheritance: Sendable {
        let descriptor: Int32
        let number: Int32

        public init(_ descriptor: Int32, as number: Int32) {
            self.descriptor = descriptor
            self.number = number
        }
    }

    /// The kernel's number for the child; of use only while it has not been collected.
    public let identifier: Int32
    private let ending = Mutex<Ending?>(nil)

    /// Starts `executable`, an absolute path, without arguments.
    ///
    /// - Throws: `EventLoopError.system` with the step that the kernel refused.
    public init(executable: String, inheriting inheritances: [Inheritance]) throws(EventLoopError) {
        // Copies above the numbers that are wanted, so that no duplication overwrites the source of a later one.
        var copies: [Int32] = []
        defer { for copy in copies { close(copy) } }
        let highest = inheritances.map(\.number).max() ?? 2
        for inheritance in inheritances {
            let copy = fcntl(inheritance.descriptor, F_DUPFD_CLOEXEC, highest + 1)
            if copy < 0 { throw .last("duplicate descriptor") }
            copies.append(copy)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for standard in 0..<Int32(3) {
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
        }
        for (copy, inheritance) in zip(copies, inheritances) {
            posix_spawn_file_actions_adddup2(&actions, copy, inheritance.number)
        }

        // The child must not start with signals blocked or ignored that this process or a thread of it has set so.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var broken = sigset_t()
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &broken)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var child: pid_t = 0
        let result = executable.withCString { path in
            var arguments = [UnsafeMutablePointer(mutating: path), nil]
            var environment: [UnsafeMutablePointer<CChar>?] = [nil]
            return posix_spawn(&child, path, &actions, &attributes, &arguments, &environment)
        }
        if result != 0 { throw .system(step: "start program", name: EventLoopError.name(of: -result)) }
        identifier = child
    }

    deinit { _ = kill() }

    /// Ends the child at once, if it has not ended, and says how it ended.
    public func kill() -> Ending {
        ending.withLock { ending in
            if let ending { return ending }
            // Not collected yet: the number is still the child's, even if it has ended.
            Glibc.kill(identifier, SIGKILL)
            return collect(into: &ending)
        }
    }

    /// How the child has ended, or nothing while it runs.
    public func endingIfAny() -> Ending? {
        ending.withLock { ending in
            if let ending { return ending }
            var information = siginfo_t()
            // Looks without collecting.
            guard waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
                information.si_signo == SIGCHLD
            else { return nil }
            return collect(into: &ending)
        }
    }

    /// Waits until the child ends by itself.
    public func wait() -> Ending { ending.withLock { ending in ending ?? collect(into: &ending) } }

    private func collect(into ending: inout Ending?) -> Ending {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        let result: Ending = signal == 0 ? .exited(code: (status >> 8) & 0xff) : .killed(signal: signal)
        ending = result
        return result
    }
}
