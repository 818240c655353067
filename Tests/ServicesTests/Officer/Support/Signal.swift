import Glibc
import Store
import Synchronization

/// Something that is waited for on a thread, or in a task.
final class Signal: Sendable {
    private let isRaised = Mutex(false)

    func raise() { isRaised.withLock { $0 = true } }

    /// On a thread of the store.
    func wait() {
        while !isRaised.withLock({ $0 }) { usleep(200) }
    }

    func raised() async {
        while !isRaised.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(1)) }
    }
}

/// Says that the disk is full, for some commits.
final class FullDisk: BatchParticipant {
    private let commits: Range<Int>
    private let count = Mutex(0)

    init(commits: Range<Int>) { self.commits = commits }

    func closureDidSucceed() {}
    func closureDidFail() {}

    func willCommit(_ transaction: WriteTransaction) throws {
        let number = count.withLock { count in
            defer { count += 1 }
            return count
        }
        if commits.contains(number) { throw StoreError.full }
    }

    func didCommit() {}
    func didRollback() {}
}
