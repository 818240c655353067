internal import Synchronization

/// What the connections of one server share.
final class ServerContext: Sendable {
    let limits: ServerLimits
    let handler: any CallHandler
    let counters = ServerCounters()
    let report: @Sendable (CallFault) -> Void
    private let draining = Atomic<Bool>(false)

    init(limits: ServerLimits, handler: any CallHandler, report: @escaping @Sendable (CallFault) -> Void) {
        self.limits = limits
        self.handler = handler
        self.report = report
    }

    var isDraining: Bool { draining.load(ordering: .relaxed) }

    func beginDraining() { draining.store(true, ordering: .relaxed) }
}
