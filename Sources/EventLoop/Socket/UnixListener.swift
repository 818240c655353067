internal import CUV
internal import Glibc

/// Accepts connections from a listening socket and gives them to loops in turn.
// @unchecked: its variables are only touched on the first loop.
public final class UnixListener: LoopResource, @unchecked Sendable {
    private let loops: [EventLoop]
    private let home: EventLoop
    private let socket: ListeningSocket
    private let accepted: @Sendable (UnixStream) -> Void
    private var handle: UnsafeMutablePointer<uv_poll_t>?
    private var next = 0
    private var pause: LoopTimer?

    /// Serves `socket`; `accepted` is called on the loop of each new stream. The first loop accepts, and the
    /// connections go to `home` and `others` in turn.
    public static func serve(
        _ socket: ListeningSocket, on home: EventLoop, and others: [EventLoop] = [],
        accepted: @escaping @Sendable (UnixStream) -> Void
    ) async throws -> UnixListener {
        let listener = UnixListener(socket: socket, home: home, others: others, accepted: accepted)
        return try await withCheckedThrowingContinuation { continuation in
            let taken = home.execute {
                continuation.resume(
                    with: Result { () throws(EventLoopError) in
                        try listener.open()
                        return listener
                    })
            }
            if !taken {
                socket.closeAndUnlink()
                continuation.resume(throwing: EventLoopError.loopStopped)
            }
        }
    }

    private init(
        socket: ListeningSocket, home: EventLoop, others: [EventLoop],
        accepted: @escaping @Sendable (UnixStream) -> Void
    ) {
        self.socket = socket
        self.home = home
        loops = [home] + others
        self.accepted = accepted
    }

    /// Accepts no more, and removes the socket's name if it is its own. Connections go on.
    public func close() async {
        await withCheckedContinuation { continuation in
            let taken = home.execute {
                self.loopStops()
                continuation.resume()
            }
            if !taken { continuation.resume() }
        }
    }

    private func open() throws(EventLoopError) {
        let handle = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
        let code = uv_poll_init(home.uv, handle, socket.descriptor)
        if code < 0 {
            handle.deallocate()
            socket.closeAndUnlink()
        }
        try EventLoopError.check(code, "poll")
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        self.handle = handle
        home.register(self)
        watch()
    }

    private func watch() {
        guard let handle else { return }
        uv_poll_start(handle, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            guard let data = handle?.pointee.data else { return }
            Unmanaged<UnixListener>.fromOpaque(data).takeUnretainedValue().acceptWaiting()
        }
    }

    private func acceptWaiting() {
        // Bounded: a storm of connections must not keep those that are there from their turn.
        for _ in 0..<64 {
            guard handle != nil else { return }
            let descriptor = cuv_accept(socket.descriptor)
            if descriptor >= 0 {
                hand(descriptor)
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return rest()
            default: return
            }
        }
    }

    /// Without a free descriptor the socket stays readable and the loop would spin.
    private func rest() {
        guard let handle else { return }
        uv_poll_stop(handle)
        pause = home.schedule(after: .milliseconds(100)) { [weak self] in self?.watch() }
    }

    private func hand(_ descriptor: Int32) {
        let loop = loops[next]
        next = (next + 1) % loops.count
        let accepted = accepted
        if loop === home { return Self.open(descriptor, on: loop, accepted) }
        let taken = loop.execute { Self.open(descriptor, on: loop, accepted) }
        if !taken { Glibc.close(descriptor) }
    }

    private static func open(_ descriptor: Int32, on loop: EventLoop, _ accepted: @Sendable (UnixStream) -> Void) {
        // On failure the stream has closed the descriptor, and the client sees the end of its connection.
        guard let stream = try? UnixStream(descriptor: descriptor, loop: loop) else { return }
        accepted(stream)
    }

    func loopStops() {
        guard let handle else { return }
        self.handle = nil
        pause?.cancel()
        home.unregister(self)
        uv_poll_stop(handle)
        closeHandle(handle)
        socket.closeAndUnlink()
    }
}
