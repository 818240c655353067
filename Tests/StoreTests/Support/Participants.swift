import Store
import Synchronization

/// Counts what the writer tells it.
final class CountingParticipant: BatchParticipant {
    private struct Counts {
        var succeeded = 0
        var failed = 0
        var commits = 0
        var rollbacks = 0
    }

    private let counts = Mutex(Counts())

    var succeeded: Int { counts.withLock(\.succeeded) }
    var failed: Int { counts.withLock(\.failed) }
    var commits: Int { counts.withLock(\.commits) }
    var rollbacks: Int { counts.withLock(\.rollbacks) }

    func closureDidSucceed() { counts.withLock { $0.succeeded += 1 } }
    func closureDidFail() { counts.withLock { $0.failed += 1 } }
    func willCommit(_ transaction: WriteTransaction) throws {}
    func didCommit() { counts.withLock { $0.commits += 1 } }
    func didRollback() { counts.withLock { $0.rollbacks += 1 } }
}

/// Fails every batch.
final class RefusingParticipant: BatchParticipant {
    let rollbacks = Mutex(0)

    func closureDidSucceed() {}
    func closureDidFail() {}
    func willCommit(_ transaction: WriteTransaction) throws { throw WritingTests.Refused() }
    func didCommit() {}
    func didRollback() { rollbacks.withLock { $0 += 1 } }
}
