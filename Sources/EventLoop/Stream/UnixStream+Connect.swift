internal import CUV
internal import Glibc

extension UnixStream {
    /// Connects to the socket at `path`. A server whose queue is full is asked again for up to `patience`.
    public static func connect(
        path: String, on loop: EventLoop, patience: Duration = .seconds(5)
    ) async throws -> UnixStream {
        let address = try SocketAddress(path: path)
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: patience)
        while true {
            let (descriptor, failure) = address.connect()
            if descriptor >= 0 { return try await adopt(descriptor: descriptor, on: loop) }
            // AF_UNIX never says EINPROGRESS: a full queue is EAGAIN, and nothing tells when there is room.
            guard failure == EAGAIN, clock.now < deadline else {
                throw EventLoopError.system(step: "connect", name: EventLoopError.name(of: -failure))
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Takes over a connected descriptor.
    public static func adopt(descriptor: Int32, on loop: EventLoop) async throws -> UnixStream {
        try await withCheckedThrowingContinuation { continuation in
            let taken = loop.execute {
                continuation.resume(
                    with: Result { () throws(EventLoopError) in try UnixStream(descriptor: descriptor, loop: loop) })
            }
            if !taken {
                Glibc.close(descriptor)
                continuation.resume(throwing: EventLoopError.loopStopped)
            }
        }
    }
}
