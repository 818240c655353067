import EventLoop
import Synchronization

/// Keeps what a stream says, and lets a test wait for it.
final class Recorder: ByteStreamReceiver {
    struct Seen {
        var bytes: [UInt8] = []
        var pieces = 0
        var drains = 0
        var end: StreamEnd?
    }

    private let state = Mutex(Seen())
    private let echo: (any ByteStream)?

    init(echo: (any ByteStream)? = nil) { self.echo = echo }

    var seen: Seen { state.withLock { $0 } }

    func received(_ bytes: UnsafeRawBufferPointer) {
        state.withLock {
            $0.bytes.append(contentsOf: bytes)
            $0.pieces += 1
        }
        echo?.write(Array(bytes))
    }

    func drained() { state.withLock { $0.drains += 1 } }

    func ended(_ reason: StreamEnd) { state.withLock { $0.end = reason } }

    /// Looks again every few milliseconds; false after ten seconds.
    func waits(until condition: (Seen) -> Bool) async throws -> Bool {
        for _ in 0..<5000 {
            if condition(seen) { return true }
            try await Task.sleep(for: .milliseconds(2))
        }
        return false
    }
}
