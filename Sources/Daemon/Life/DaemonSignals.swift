internal import Dispatch
internal import Glibc

/// What the daemon is told from outside by signals, in their order. The signals are orders for as long as the value
/// lives.
// @unchecked: the sources are only held here, and cancelled at the end; libdispatch takes that from any thread.
final class DaemonSignals: @unchecked Sendable {
    enum Order: Sendable {
        /// SIGTERM, SIGINT.
        case stop
        /// SIGHUP.
        case reload
    }

    let orders: AsyncStream<Order>
    /// libdispatch ends a source that nobody holds.
    private let sources: [any DispatchSourceSignal]

    /// From now on these signals end the process no more.
    init() {
        let (orders, continuation) = AsyncStream.makeStream(of: Order.self)
        self.orders = orders
        sources = [(SIGTERM, Order.stop), (SIGINT, .stop), (SIGHUP, .reload)].map { number, order in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(order) }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
