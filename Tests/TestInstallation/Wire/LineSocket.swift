internal import Glibc

/// A plain blocking connection to a Unix socket: bytes out, lines in. For what no client of ours would ever send.
public final class LineSocket {
    public struct Failure: Error, CustomStringConvertible {
        public let step: String
        public let code: Int32
        public var description: String { "\(step): \(String(cString: strerror(code)))" }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    /// Up to where lines have been taken, and up to where there is no line's end.
    private var taken = 0
    private var scanned = 0
    private var isOver = false

    public init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(step: "socket", code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw Failure(step: "connect", code: code)
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Whether the other end has closed the connection.
    public var hasEnded: Bool { isOver }

    public func send(line: String) throws { try send(Array(line.utf8) + [0x0A]) }

    /// Sends all of it, and reads what comes meanwhile so that neither end waits for the other for ever.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard Glibc.poll(&entry, 1, 30_000) > 0 else { throw Failure(step: "send", code: ETIMEDOUT) }
            if entry.revents & Int16(POLLIN) != 0 { _ = receive() }
            guard entry.revents & Int16(POLLOUT) != 0 else {
                if isOver { throw Failure(step: "send", code: EPIPE) }
                continue
            }
            let count = bytes[sent...].withUnsafeBytes { rest in
                Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno != EAGAIN && errno != EINTR {
                throw Failure(step: "send", code: errno)
            }
        }
    }

    /// Sends as much as the system takes at once, reading nothing.
    public func sendWithoutReading(_ bytes: [UInt8]) -> Int {
        max(
            0,
            bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            })
    }

    public func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next whole line without its end; nothing when the connection has ended.
    public func nextLine(within patience: Duration = .seconds(30)) throws -> String? {
        try nextLineBytes(within: patience).map { String(decoding: $0, as: UTF8.self) }
    }

    public func nextLineBytes(within patience: Duration = .seconds(30)) throws -> [UInt8]? {
        let deadline = ContinuousClock.now + patience
        while true {
            if let end = received[scanned...].firstIndex(of: 0x0A) {
                defer {
                    taken = end + 1
                    scanned = taken
                }
                return Array(received[taken..<end])
            }
            received.removeSubrange(..<taken)
            taken = 0
            scanned = received.count
            if isOver { return nil }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = Glibc.poll(&entry, 1, 100)
            if ready > 0 { _ = receive() }
            if ready == 0, ContinuousClock.now > deadline { throw Failure(step: "receive", code: ETIMEDOUT) }
        }
    }

    /// Lines that have come whole, as they are counted, and are thrown away.
    public func dropLines(_ count: Int, each look: ([UInt8]) -> Void = { _ in }) throws {
        for _ in 0..<count {
            guard let line = try nextLineBytes() else { throw Failure(step: "receive", code: ECONNRESET) }
            look(line)
        }
    }

    private func receive() -> Int {
        let count = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { received.append(contentsOf: buffer[..<count]) }
            return count
        }
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isOver = true }
        return count
    }
}
