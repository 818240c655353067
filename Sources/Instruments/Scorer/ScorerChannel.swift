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
        // A batch of a long instrument fits whole: the sender need not wait for the reader, nor be woken in between. The
        // kernel gives what it permits.
        var bytes = Int32(1 << 20)
        for end in ends { setsockopt(end, SOL_SOCKET, SO_SNDBUF, &bytes, socklen_t(MemoryLayout<Int32>.size)) }
        return (ScorerChannel(ends[0]), ends[1])
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func send(kind: Int, _ payload: [UInt8], by deadline: ContinuousClock.Instant) throws(Fault) {
        let frame = FrameMemory(capacity: payload.count)
        frame.length = payload.count
        payload.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: frame.payload, count: payload.count).copyMemory(from: bytes)
        }
        try send(kind: kind, frame, by: deadline)
    }

    func send(kind: Int, _ frame: FrameMemory, by deadline: ContinuousClock.Instant) throws(Fault) {
        frame.writeHead(kind: kind)
        let length = FrameMemory.headBytes + frame.length
        var sent = 0
        while sent < length {
            let count = Glibc.send(
                descriptor, frame.start + sent, length - sent, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
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
        let memory = FrameMemory(capacity: 0)
        let kind = try receive(into: memory, by: deadline)
        return Frame(kind: kind, bytes: Array(memory.payloadBytes))
    }

    /// - Returns: the frame's kind.
    func receive(into memory: FrameMemory, by deadline: ContinuousClock.Instant) throws(Fault) -> Int {
        try receive(FrameMemory.headBytes, to: memory.start, by: deadline)
        let head = memory.start.load(as: xinyu_frame_head.self)
        guard head.length <= XINYU_FRAME_MAX else { throw .nonsense }
        memory.makeRoom(for: Int(head.length))
        memory.length = Int(head.length)
        try receive(memory.length, to: memory.payload, by: deadline)
        return Int(head.kind)
    }

    private func receive(
        _ count: Int, to place: UnsafeMutableRawPointer, by deadline: ContinuousClock.Instant
    ) throws(Fault) {
        var received = 0
        while received < count {
            let part = recv(descriptor, place + received, count - received, Int32(MSG_DONTWAIT))
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
    }

    private func wait(for events: Int16, by deadline: ContinuousClock.Instant) throws(Fault) {
        let left = (deadline - ContinuousClock.now) / Duration.milliseconds(1)
        guard left > 0 else { throw .timedOut }
        var request = pollfd(fd: descriptor, events: events, revents: 0)
        _ = poll(&request, 1, Int32(min(left.rounded(.up), 60_000)))
    }
}
