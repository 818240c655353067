import Foundation
import Store
import Synchronization

/// A door that a thread waits at until the test opens it.
final class Gate: Sendable {
    private let state = Mutex((isOpen: false, arrivals: 0))
    private let semaphore = DispatchSemaphore(value: 0)

    /// Waits, on the calling thread.
    func pass() {
        let waits = state.withLock { state in
            state.arrivals += 1
            return !state.isOpen
        }
        if waits { semaphore.wait() }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            return state.arrivals
        }
        for _ in 0..<waiting { semaphore.signal() }
    }

    /// Returns when somebody has come to the door.
    func arrival() async throws {
        try await eventually { state.withLock { $0.arrivals > 0 } }
    }
}

struct NeverCame: Error {}

/// Looks again every millisecond, for ten seconds.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<10_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(1))
    }
    throw NeverCame()
}

/// Holds up each commit, or makes it fail.
final class CommitWatch: BatchParticipant {
    let gate: Gate?
    private let failure: Mutex<StoreError?>

    init(gate: Gate? = nil, failure: StoreError? = nil) {
        self.gate = gate
        self.failure = Mutex(failure)
    }

    func fail(with error: StoreError?) { failure.withLock { $0 = error } }

    func closureDidSucceed() {}
    func closureDidFail() {}

    func willCommit(_ transaction: WriteTransaction) throws {
        gate?.pass()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    func didCommit() {}
    func didRollback() {}
}

/// Counts, from any thread.
final class Tally: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}
