internal import Synchronization

/// What a server has done, at one moment. Counts only.
public struct ServerCounts: Sendable, Hashable {
    /// Open now.
    public let connections: Int
    /// Of any kind since the start, refused ones included.
    public let connectionsTotal: Int
    /// Running now, notifications included.
    public let callsInFlight: Int
    public let callsTotal: Int
    /// Faults since the start by `error.code`, those of notifications included.
    public let errors: [Int: Int]
}

/// Shared by the connections of all loops.
final class ServerCounters: Sendable {
    private let connections = Atomic<Int>(0)
    private let connectionsTotal = Atomic<Int>(0)
    private let callsInFlight = Atomic<Int>(0)
    private let callsTotal = Atomic<Int>(0)
    private let errors = Mutex<[Int: Int]>([:])

    var counts: ServerCounts {
        ServerCounts(
            connections: connections.load(ordering: .relaxed),
            connectionsTotal: connectionsTotal.load(ordering: .relaxed),
            callsInFlight: callsInFlight.load(ordering: .relaxed), callsTotal: callsTotal.load(ordering: .relaxed),
            errors: errors.withLock { $0 })
    }

    func connectionCame() { connectionsTotal.add(1, ordering: .relaxed) }
    func connectionOpened() { connections.add(1, ordering: .relaxed) }
    func connectionEnded() { connections.subtract(1, ordering: .relaxed) }

    func callBegan() {
        callsInFlight.add(1, ordering: .relaxed)
        callsTotal.add(1, ordering: .relaxed)
    }

    func callsEnded(_ count: Int = 1) { callsInFlight.subtract(count, ordering: .relaxed) }

    func failed(_ error: RPCError) { errors.withLock { $0[error.code.number, default: 0] += 1 } }
}
