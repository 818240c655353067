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

    /// Whether the other end has closed it, though bytes that nobody reads may still wait here.
    public var isCutOff: Bool {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        return Glibc.poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLHUP | POLLERR) != 0
    }

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
            if let end = lineEnd() {
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

    /// Throws away the next `count` lines, but for the last, which it answers.
    public func skipLines(_ count: Int) throws -> [UInt8] {
        for _ in 1..<count {
            while true {
                if let end = lineEnd() {
                    taken = end + 1
                    scanned = taken
                    break
                }
                try waitForMore()
            }
        }
        return try nextLineBytes() ?? []
    }

    private func lineEnd() -> Int? {
        received.withUnsafeBytes { bytes in
            guard scanned < bytes.count, let start = bytes.baseAddress else { return nil }
            return memchr(start + scanned, 0x0A, bytes.count - scanned).map { UnsafeRawPointer($0) - start }
        }
    }

    private func waitForMore() throws {
        received.removeSubrange(..<taken)
        taken = 0
        scanned = received.count
        if isOver { throw Failure(step: "receive", code: ECONNRESET) }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&entry, 1, 30_000) > 0 else { throw Failure(step: "receive", code: ETIMEDOUT) }
        _ = receive()
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
