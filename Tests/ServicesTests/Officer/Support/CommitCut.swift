import Store
import Synchronization

/// Ends the installation at a commit, as a kill would: from there on nothing is stored any more.
final class CommitCut: BatchParticipant {
    enum Moment: Sendable, CaseIterable {
        case beforeCommit
        case afterCommit
    }

    private let moment: Moment
    private let number: Int
    private let commits = Mutex(0)
    /// Called once when it comes to that.
    private let action: @Sendable () -> Void

    init(_ moment: Moment, _ number: Int, action: @escaping @Sendable () -> Void = {}) {
        self.moment = moment
        self.number = number
        self.action = action
    }

    /// Whether there were so many commits.
    var hasCut: Bool { commits.withLock { $0 } > number }

    func closureDidSucceed() {}
    func closureDidFail() {}

    func willCommit(_ transaction: WriteTransaction) throws {
        let count = commits.withLock { $0 }
        if count > number || (count == number && moment == .beforeCommit) {
            commits.withLock { $0 = number + 1 }
            throw StoreError.closed
        }
    }

    func didCommit() {
        let count = commits.withLock { commits in
            commits += 1
            return commits
        }
        if moment == .afterCommit && count == number + 1 { action() }
    }

    func didRollback() {}
}
