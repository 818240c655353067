internal import Synchronization

/// Whether the daemon serves, as `grpc.health.v1` tells it, and who wants to hear of a change.
///
/// It serves while it does not drain and while its last commit went through.
public final class ServingState: Sendable {
    private struct State {
        var isDraining = false
        var storeFails = false
        var watchers: [UInt64: AsyncStream<Bool>.Continuation] = [:]
        var next: UInt64 = 0

        var isServing: Bool { !isDraining && !storeFails }
    }

    private let state = Mutex(State())
    /// The same as `state.storeFails`, for the way of every commit.
    private let storeFails = Atomic<Bool>(false)

    public init() {}

    public var isServing: Bool { state.withLock { $0.isServing } }

    /// The daemon is about to stop.
    public func beginDraining() { change { $0.isDraining = true } }

    /// A commit failed for a reason of the store's own: disk full, file gone.
    public func storeFailed() {
        storeFails.store(true, ordering: .relaxed)
        change { $0.storeFails = true }
    }

    /// A commit went through.
    public func storeWorks() {
        guard storeFails.exchange(false, ordering: .relaxed) else { return }
        change { $0.storeFails = false }
    }

    /// The present state, then each other one.
    func watch() -> AsyncStream<Bool> {
        let (stream, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        let key = state.withLock { state in
            state.next += 1
            state.watchers[state.next] = continuation
            continuation.yield(state.isServing)
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.watchers[key] = nil }
        }
        return stream
    }

    private func change(_ body: (inout State) -> Void) {
        let (isServing, told) = state.withLock { state in
            let before = state.isServing
            body(&state)
            return (state.isServing, before == state.isServing ? [] : Array(state.watchers.values))
        }
        for continuation in told { continuation.yield(isServing) }
    }
}
