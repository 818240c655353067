internal import EventLoop

/// The deadlines of all connections of one loop, on one timer, and on none while nothing is due.
///
/// A connection keeps the soonest moment at which it wants to be looked at; a call that ends does not take it back,
/// so that the way of a call costs one comparison. At worst the loop wakes once for nothing.
// @unchecked: only touched on the loop.
final class LoopDeadlines: @unchecked Sendable {
    private let loop: EventLoop
    private let clock = ContinuousClock()
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var timer: LoopTimer?
    private var isFiring = false
    private var armedFor: ContinuousClock.Instant?

    init(loop: EventLoop) { self.loop = loop }

    /// `connection` wants to be looked at by `moment`, which is sooner than it wanted before.
    func watch(_ connection: ServerConnection, by moment: ContinuousClock.Instant) {
        connections[ObjectIdentifier(connection)] = connection
        // While it fires, the soonest of all is armed once at the end.
        if !isFiring, armedFor.map({ moment < $0 }) ?? true { arm(for: moment) }
    }

    func forget(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
    }

    private func arm(for moment: ContinuousClock.Instant) {
        timer?.cancel()
        armedFor = moment
        timer = loop.schedule(after: max(.zero, clock.now.duration(to: moment))) { [weak self] in self?.fire() }
    }

    private func fire() {
        timer = nil
        armedFor = nil
        isFiring = true
        let now = clock.now
        for connection in Array(connections.values) {
            guard let due = connection.due else {
                forget(connection)
                continue
            }
            if due <= now { connection.look(at: now) }
            if connection.due == nil { forget(connection) }
        }
        isFiring = false
        guard let soonest = connections.values.compactMap({ $0.due }).min() else { return }
        arm(for: soonest)
    }
}
