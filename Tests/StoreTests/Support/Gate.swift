import Dispatch
import Store

/// Holds a thread of the store until the test opens it. The test itself waits without holding a thread: there are
/// as few of those as processors, and other tests need them.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let arrivals: AsyncStream<Void>
    private let arrive: AsyncStream<Void>.Continuation

    init() {
        (arrivals, arrive) = AsyncStream.makeStream()
    }

    /// On a thread of the store: tells that it is here, and waits until the gate is open.
    func pass() {
        arrive.yield()
        semaphore.wait()
    }

    /// Until a thread waits at the gate.
    func arrival() async {
        for await _ in arrivals { return }
    }

    func open() { semaphore.signal() }
}

/// Takes transactions out of their closures, which nobody should.
// @unchecked: the test uses it from one thread after another.
final class Escaped: @unchecked Sendable {
    var read: ReadTransaction?
    var write: WriteTransaction?
}
