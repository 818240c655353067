internal import CInstrument
internal import EventLoop
internal import Glibc

/// The host's end of the socket to a helper: frames, each with a deadline. Blocks the calling thread.
final class ScorerChannel {
    enum Fault: Error {
        case timedOut
        /// The helper has gone.
        case closed
        /// What came is not a frame.
        case nonsense
    }

    struct Frame {
        let kind: Int
        let bytes: [UInt8]
    }

    private let descriptor: Int32

    /// Both ends of a new socket; the caller gives the second to the child and closes it.
    static func pair() throws(ScoringFailure) -> (ScorerChannel, remote: Int32) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw .helperUnavailable("no socket: error \(errno)")
        }
        return (ScorerChannel(ends[0]), ends[1])
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func send(kind: Int, _ payload: [UInt8], by deadline: ContinuousClock.Instant) throws(Fault) {
        var writer = HostWriter()
        writer.reserve(payload.count + 8)
        writer.append(UInt32(payload.count))
        writer.append(UInt32(kind))
        writer.append(payload)
        let bytes = writer.bytes
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                try wait(for: Int16(POLLOUT), by: deadline)
            } else if errno != EINTR {
                throw .closed
            }
        }
    }

    func receive(by deadline: ContinuousClock.Instant) throws(Fault) -> Frame {
        var head = HostReader(try receive(8, by: deadline))
        guard let length = head.next(UInt32.self), let kind = head.next(UInt32.self), length <= frameLimit else {
            throw .nonsense
        }
        return Frame(kind: Int(kind), bytes: try receive(Int(length), by: deadline))
    }

    private func receive(_ count: Int, by deadline: ContinuousClock.Instant) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            let part = bytes.withUnsafeMutableBytes { buffer in
                recv(
                    descriptor, buffer.baseAddress.map { $0 + received }, count - received,
                    Int32(MSG_DONTWAIT))
            }
            if part > 0 {
                received += part
            } else if part == 0 {
                throw .closed
            } else if errno == EAGAIN {
                try wait(for: Int16(POLLIN), by: deadline)
            } else if errno != EINTR {
                throw .closed
            }
        }
        return bytes
    }

    private func wait(for events: Int16, by deadline: ContinuousClock.Instant) throws(Fault) {
        let left = (deadline - ContinuousClock.now) / Duration.milliseconds(1)
        guard left > 0 else { throw .timedOut }
        var request = pollfd(fd: descriptor, events: events, revents: 0)
        _ = poll(&request, 1, Int32(min(left.rounded(.up), 60_000)))
    }

    private let frameLimit = 8 << 20
}
