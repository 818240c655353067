internal import Dispatch
internal import Glibc

/// What the daemon is told from outside by signals, in their order.
struct DaemonSignals {
    enum Order: Sendable {
        /// SIGTERM, SIGINT.
        case stop
        /// SIGHUP.
        case reload
    }

    let orders: AsyncStream<Order>

    /// From now on these signals are orders and end the process no more.
    init() {
        let (orders, continuation) = AsyncStream.makeStream(of: Order.self)
        self.orders = orders
        let sources = [(SIGTERM, Order.stop), (SIGINT, .stop), (SIGHUP, .reload)].map { number, order in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(order) }
            source.activate()
            return source
        }
        // The sources live as long as somebody may listen: libdispatch ends one that nobody holds.
        continuation.onTermination = { _ in for source in sources { source.cancel() } }
    }
}
