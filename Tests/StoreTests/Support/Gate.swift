import Dispatch
import Store

/// Holds a thread of the store until the test opens it.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { semaphore.wait() }
    func open() { semaphore.signal() }
}

/// Takes transactions out of their closures, which nobody should.
// @unchecked: the test uses it from one thread after another.
final class Escaped: @unchecked Sendable {
    var read: ReadTransaction?
    var write: WriteTransaction?
}
