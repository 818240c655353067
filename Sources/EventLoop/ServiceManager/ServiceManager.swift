internal import CUV
internal import Glibc

/// The service manager's side of the daemon's life, by the protocols of systemd and without its library: sockets that
/// are handed over at start (`sd_listen_fds(3)`), and what the daemon says of itself (`sd_notify(3)`).
public enum ServiceManager {
    /// The first descriptor that is handed over, by the protocol.
    private static let firstDescriptor: Int32 = 3
    /// More is a mistake, not a unit.
    private static let mostDescriptors: Int32 = 64

    /// A socket that was handed over, with its name in the unit (`FileDescriptorName=`), or `unknown`.
    public struct HandedSocket: Sendable {
        public let name: String
        public let socket: ListeningSocket
    }

    /// The listening sockets that were handed to this process; none when it was started otherwise.
    ///
    /// Call it once, at start, before there are threads: the variables are removed from the environment, so that no
    /// child takes them for its own, and the descriptors are closed on exec. Throws `badActivation` with the name of
    /// the variable that makes no sense, or the number of the descriptor that is not a listening Unix stream socket.
    public static func listenDescriptors() throws(EventLoopError) -> [HandedSocket] {
        try listenDescriptors(first: firstDescriptor)
    }

    /// `first` is another in tests, which cannot choose their descriptors.
    static func listenDescriptors(first: Int32) throws(EventLoopError) -> [HandedSocket] {
        let process = take("LISTEN_PID")
        let count = take("LISTEN_FDS")
        let names = take("LISTEN_FDNAMES")
        guard let process, let count else { return [] }
        guard let process = Int32(process) else { throw .badActivation("LISTEN_PID") }
        // Meant for another: a parent's environment that was passed on.
        guard process == getpid() else { return [] }
        guard let count = Int32(count), 0...mostDescriptors ~= count else { throw .badActivation("LISTEN_FDS") }
        let given = names.map { $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init) }
        if let given, given.count != Int(count) { throw .badActivation("LISTEN_FDNAMES") }
        var sockets: [HandedSocket] = []
        for index in 0..<count {
            let descriptor = first + index
            try checkListens(descriptor)
            let flags = fcntl(descriptor, F_GETFD)
            guard flags >= 0, fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) == 0 else { throw .last("fcntl") }
            // A listener is asked until nobody waits any more: it must say so instead of blocking the loop.
            let status = fcntl(descriptor, F_GETFL)
            guard status >= 0, fcntl(descriptor, F_SETFL, status | O_NONBLOCK) == 0 else { throw .last("fcntl") }
            sockets.append(
                HandedSocket(
                    name: given?[Int(index)] ?? "unknown", socket: ListeningSocket(adopting: descriptor)))
        }
        return sockets
    }

    private static func checkListens(_ descriptor: Int32) throws(EventLoopError) {
        guard option(SO_ACCEPTCONN, of: descriptor) == 1, option(SO_DOMAIN, of: descriptor) == AF_UNIX,
            option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
        else { throw .badActivation("descriptor \(descriptor)") }
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    /// How often `notify(.alive)` is waited for, at the longest; nothing when there is no watchdog. Say it twice as
    /// often.
    public static var watchdogInterval: Duration? {
        guard let text = variable("WATCHDOG_USEC"), let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        if let process = variable("WATCHDOG_PID"), Int32(process) != getpid() { return nil }
        return .microseconds(microseconds)
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func take(_ name: String) -> String? {
        defer { unsetenv(name) }
        return variable(name)
    }
}
