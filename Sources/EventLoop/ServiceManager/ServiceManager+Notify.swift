internal import CUV
internal import Glibc

extension ServiceManager {
    /// What the daemon says of itself.
    public enum State: Sendable, Equatable {
        /// Started, or done with reloading.
        case ready
        /// Begins to read its configuration again; `ready` must follow.
        case reloading
        case stopping
        /// One line for people, as `systemctl status` shows it.
        case status(String)
        /// The watchdog's sign of life.
        case alive

        func text(monotonic microseconds: UInt64) -> String {
            switch self {
            case .ready: "READY=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
            case .stopping: "STOPPING=1"
            // A second line would be a second assignment.
            case .status(let text): "STATUS=" + text.split(whereSeparator: \.isNewline).joined(separator: " ")
            case .alive: "WATCHDOG=1"
            }
        }
    }

    /// Whether a message went out.
    public enum Notified: Sendable, Equatable {
        case sent
        /// The process was not started by a service manager that listens.
        case nobodyListens
    }

    /// Tells the service manager, in one datagram. Never blocks. Throws `system` when the socket cannot be reached:
    /// worth a line in the log, not the end of the daemon.
    @discardableResult
    public static func notify(_ state: State) throws(EventLoopError) -> Notified {
        guard let path = variable("NOTIFY_SOCKET"), !path.isEmpty else { return .nobodyListens }
        // Other addresses (`vsock:`) are for machines, not services.
        guard path.hasPrefix("/") || path.hasPrefix("@") else { throw .badActivation("NOTIFY_SOCKET") }
        let address = try SocketAddress(path: path, allowsAbstract: true)
        let descriptor = cuv_datagram_socket()
        guard descriptor >= 0 else { throw .last("socket") }
        defer { close(descriptor) }
        let text = Array(state.text(monotonic: monotonicMicroseconds()).utf8)
        let sent = address.withPointer { pointer, length in
            sendto(descriptor, text, text.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), pointer, length)
        }
        guard sent == text.count else { throw .last("sendto") }
        return .sent
    }

    private static func monotonicMicroseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
