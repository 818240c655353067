internal import Domain
internal import JSONRPC
internal import Synchronization

/// How far a long work is, as its watchers are told.
protocol WatchedProgress: Sendable {
    /// Which of the works of its kind.
    var work: Identifier { get }
    /// Nothing while it goes on; then whether it has come to where it was to come.
    var outcome: Result<Void, RPCError>? { get }
}

/// Where long works tell how far they are, to any number of watchers. A slow one misses steps on the way, not the end.
final class ProgressBoard<Progress: WatchedProgress>: Sendable {
    private typealias Continuation = AsyncThrowingStream<Progress, any Error>.Continuation

    private struct State {
        /// The newest of each that this process has worked at.
        var progress: [Identifier: Progress] = [:]
        var watchers: [UInt64: (work: Identifier, continuation: Continuation)] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Of one that is not at its end, as far as this process knows.
    var underWay: Progress? { state.withLock { $0.progress.values.first { $0.outcome == nil } } }

    func progress(of work: Identifier) -> Progress? { state.withLock { $0.progress[work] } }

    func publish(_ progress: Progress) {
        let told = state.withLock { state in
            state.progress[progress.work] = progress
            return state.watchers.values.filter { $0.work == progress.work }.map(\.continuation)
        }
        for continuation in told { Self.tell(progress, to: continuation) }
    }

    /// How far `work` is, now and from then on, until it ends.
    func watch(_ work: Identifier) -> AsyncThrowingStream<Progress, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: Progress.self, bufferingPolicy: .bufferingNewest(1))
        let (key, progress) = state.withLock { state in
            state.next += 1
            state.watchers[state.next] = (work, continuation)
            return (state.next, state.progress[work])
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.watchers.removeValue(forKey: key) }
        }
        if let progress { Self.tell(progress, to: continuation) }
        return stream
    }

    /// Ends all watches: the work stops for now, and will go on where it was.
    func interrupt(_ error: RPCError) {
        let told = state.withLock { $0.watchers.values.map(\.continuation) }
        for continuation in told { continuation.finish(throwing: error) }
    }

    /// Outside the lock: ending a stream comes back through `onTermination`.
    private static func tell(_ progress: Progress, to continuation: Continuation) {
        switch progress.outcome {
        case nil: continuation.yield(progress)
        case .success:
            continuation.yield(progress)
            continuation.finish()
        case .failure(let error): continuation.finish(throwing: error)
        }
    }
}
