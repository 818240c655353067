internal import Domain
internal import JSONRPC
internal import Synchronization

/// Where a rotation tells how far it is, to any number of watchers. A slow one misses steps on the way, not the end.
final class RotationBoard: Sendable {
    private typealias Continuation = AsyncThrowingStream<RotationProgress, any Error>.Continuation

    private struct State {
        /// The newest of each rotation that this process has worked at.
        var progress: [Identifier: RotationProgress] = [:]
        var watchers: [UInt64: (rotation: Identifier, continuation: Continuation)] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Of the rotation that is not at its end, as far as this process knows.
    var underWay: RotationProgress? { state.withLock { $0.progress.values.first { $0.end == nil } } }

    func publish(_ progress: RotationProgress) {
        let told = state.withLock { state in
            state.progress[progress.rotation] = progress
            return state.watchers.values.filter { $0.rotation == progress.rotation }.map(\.continuation)
        }
        for continuation in told { RotationBoard.tell(progress, to: continuation) }
    }

    /// How far `rotation` is, now and from then on, until it ends.
    func watch(_ rotation: Identifier) -> AsyncThrowingStream<RotationProgress, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: RotationProgress.self, bufferingPolicy: .bufferingNewest(1))
        let (key, progress) = state.withLock { state in
            state.next += 1
            state.watchers[state.next] = (rotation, continuation)
            return (state.next, state.progress[rotation])
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.watchers.removeValue(forKey: key) }
        }
        if let progress { RotationBoard.tell(progress, to: continuation) }
        return stream
    }

    /// Ends all watches: the work stops for now, and will go on where it was.
    func interrupt(_ error: RPCError) {
        let told = state.withLock { $0.watchers.values.map(\.continuation) }
        for continuation in told { continuation.finish(throwing: error) }
    }

    /// Outside the lock: ending a stream comes back through `onTermination`.
    private static func tell(_ progress: RotationProgress, to continuation: Continuation) {
        switch progress.end {
        case nil: continuation.yield(progress)
        case .finished:
            continuation.yield(progress)
            continuation.finish()
        case .failed(let failure):
            continuation.finish(throwing: RPCError.failedPrecondition(failure.description))
        }
    }
}
