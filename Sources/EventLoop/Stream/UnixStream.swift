internal import CUV
internal import Glibc

/// A connected Unix socket as a `ByteStream`.
// @unchecked: its variables are only touched on the loop.
public final class UnixStream: ByteStream, LoopResource, @unchecked Sendable {
    private enum State { case open, flushing, closed }

    public let loop: EventLoop
    public let peer: PeerCredentials?
    private var handle: UnsafeMutablePointer<uv_pipe_t>?
    private var receiver: (any ByteStreamReceiver)?
    private var state = State.open
    private var end = StreamEnd.closedHere
    private var waiting: [UInt8] = []
    private var willFlush = false
    private var isReading = false

    /// Takes over `descriptor`, also when it fails. On the loop.
    init(descriptor: Int32, loop: EventLoop) throws(EventLoopError) {
        self.loop = loop
        var credentials = cuv_peer()
        peer =
            cuv_peer_of(descriptor, &credentials) == 0
            ? PeerCredentials(
                processID: credentials.process_id, userID: credentials.user_id, groupID: credentials.group_id) : nil
        let handle = UnsafeMutablePointer<uv_pipe_t>.allocate(capacity: 1)
        uv_pipe_init(loop.uv, handle, 0)
        handle.pointee.data = nil
        let opened = uv_pipe_open(handle, descriptor)
        if opened < 0 {
            Glibc.close(descriptor)
            closeHandle(handle)
        }
        try EventLoopError.check(opened, "open")
        self.handle = handle
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        loop.register(self)
    }

    public var queuedBytes: Int {
        waiting.count + (stream.map { uv_stream_get_write_queue_size($0) } ?? 0)
    }

    public func start(receiver: any ByteStreamReceiver) {
        self.receiver = receiver
        if handle == nil { receiver.ended(end) } else { resumeReading() }
    }

    public func write(_ bytes: [UInt8]) {
        guard state == .open, !bytes.isEmpty else { return }
        waiting.append(contentsOf: bytes)
        flushLater()
    }

    public func pauseReading() {
        guard isReading, let stream else { return }
        isReading = false
        uv_read_stop(stream)
    }

    public func resumeReading() {
        guard !isReading, state == .open, receiver != nil, let stream else { return }
        isReading = true
        uv_read_start(
            stream,
            { handle, _, buffer in
                guard let data = handle?.pointee.data else { return }
                let shared = Unmanaged<UnixStream>.fromOpaque(data).takeUnretainedValue().loop.readBuffer
                buffer?.pointee = uv_buf_init(
                    shared.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(shared.count))
            },
            { handle, count, buffer in
                guard let data = handle?.pointee.data else { return }
                let stream = Unmanaged<UnixStream>.fromOpaque(data).takeUnretainedValue()
                stream.read(count, buffer?.pointee.base)
            })
    }

    public func close(afterFlush: Bool) {
        guard state != .closed else { return }
        guard afterFlush, queuedBytes > 0 else { return finish(.closedHere) }
        guard state == .open else { return }
        pauseReading()
        state = .flushing
        flushLater()
    }

    func loopStops() { finish(.closedHere) }

    /// At the end of the turn: one write for all that was queued.
    func flush() {
        willFlush = false
        // While a write is under way, what comes gathers for the next.
        guard state != .closed, !waiting.isEmpty, let stream, uv_stream_get_write_queue_size(stream) == 0 else {
            return
        }
        let sent = waiting.withUnsafeBytes { bytes in
            var buffer = Self.buffer(bytes)
            return uv_try_write(stream, &buffer, 1)
        }
        if sent < 0 && sent != Int32(UV_EAGAIN.rawValue) { return finish(.failed(EventLoopError.name(of: sent))) }
        let taken = Int(max(sent, 0))
        if taken == waiting.count {
            // A burst's memory is not kept for the life of the connection.
            waiting.removeAll(keepingCapacity: waiting.capacity <= 64 * 1024)
            return emptied()
        }
        let rest = Array(waiting[taken...])
        waiting = []
        send(rest, on: stream)
    }

    private func send(_ bytes: [UInt8], on stream: UnsafeMutablePointer<uv_stream_t>) {
        let request = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        storage.copyBytes(from: bytes)
        request.pointee.data = storage.baseAddress
        var buffer = Self.buffer(UnsafeRawBufferPointer(storage))
        let code = uv_write(request, stream, &buffer, 1) { request, status in
            guard let request else { return }
            let owner = request.pointee.handle?.pointee.data
            request.pointee.data?.deallocate()
            request.deallocate()
            // libuv calls this before the close callback, which is what lets the owner go.
            guard let owner else { return }
            Unmanaged<UnixStream>.fromOpaque(owner).takeUnretainedValue().sent(status)
        }
        if code < 0 {
            storage.deallocate()
            request.deallocate()
            finish(.failed(EventLoopError.name(of: code)))
        }
    }

    private func sent(_ status: Int32) {
        guard state != .closed else { return }
        if status < 0 { return finish(.failed(EventLoopError.name(of: status))) }
        if waiting.isEmpty { emptied() } else { flushLater() }
    }

    private func emptied() {
        if state == .flushing { finish(.closedHere) } else { receiver?.drained() }
    }

    private func read(_ count: Int, _ base: UnsafeMutablePointer<CChar>?) {
        if count > 0 {
            receiver?.received(UnsafeRawBufferPointer(start: base, count: count))
        } else if count == Int(UV_EOF.rawValue) {
            isReading = false
            if hasHungUp || receiver?.inputEnded() != true { finish(.closedByPeer) }
        } else if count < 0 {
            finish(.failed(EventLoopError.name(of: Int32(count))))
        }
    }

    /// Whether the other end is closed in both directions, which end of file alone does not tell.
    private var hasHungUp: Bool {
        guard let handle else { return true }
        var state = pollfd()
        uv_fileno(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), &state.fd)
        return poll(&state, 1, 0) < 0 || state.revents & Int16(POLLHUP) != 0
    }

    private func flushLater() {
        guard !willFlush else { return }
        willFlush = true
        loop.flushAtEndOfTurn(self)
    }

    private func finish(_ reason: StreamEnd) {
        guard state != .closed, let handle else { return }
        state = .closed
        end = reason
        waiting = []
        // Told from a turn of its own, so that `close` may be called inside any of the receiver's methods.
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { closed in
            guard let closed else { return }
            if let data = closed.pointee.data {
                Unmanaged<UnixStream>.fromOpaque(data).takeRetainedValue().closed()
            }
            UnsafeMutableRawPointer(closed).deallocate()
        }
    }

    private func closed() {
        handle = nil
        loop.unregister(self)
        let receiver = receiver
        self.receiver = nil
        receiver?.ended(end)
    }

    private var stream: UnsafeMutablePointer<uv_stream_t>? {
        handle.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: uv_stream_t.self) }
    }

    private static func buffer(_ bytes: UnsafeRawBufferPointer) -> uv_buf_t {
        // libuv's type has no const; a write does not change what it sends.
        let base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        return uv_buf_init(base, UInt32(clamping: bytes.count))
    }
}
