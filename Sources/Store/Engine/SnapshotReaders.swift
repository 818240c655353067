internal import DequeModule
internal import Synchronization

/// A few threads that read. Reads that wait together share a snapshot: beginning one costs more than a small read.
///
/// A snapshot serves only reads that were asked for before it began, so each read sees every write answered before it.
// @unchecked: `inbox` carries its own lock; the rest does not change.
final class SnapshotReaders: @unchecked Sendable {
    private struct Waiting {
        let number: UInt64
        let body: @Sendable (ReadTransaction) -> Void
    }

    private struct Inbox {
        var waiting = Deque<Waiting>()
        var nextNumber: UInt64 = 0
        var resting: [Connection]
        /// The snapshots in use, each by the number of the first read that it does not serve.
        var snapshots: [UInt64] = []
        /// Who waits until the snapshots from before a number are over.
        var waitingForSnapshots: [(number: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
        var isClosed = false
    }

    private let keys: OwnerKeys
    private let waitingLimit: Int
    private let inbox: Mutex<Inbox>
    let connections: [Connection]

    init(on connections: [Connection], keys: OwnerKeys, waitingLimit: Int) {
        self.connections = connections
        self.keys = keys
        self.waitingLimit = waitingLimit
        inbox = Mutex(Inbox(resting: connections))
    }

    /// Puts `body` in the line, from any thread.
    ///
    /// - Throws: `StoreError.overloaded` or `.closed`, and then it will not run.
    func submit(_ body: @escaping @Sendable (ReadTransaction) -> Void) throws(StoreError) {
        let (refusal, woken) = inbox.withLock { inbox -> (StoreError?, Connection?) in
            if inbox.isClosed { return (.closed, nil) }
            if inbox.waiting.count >= waitingLimit { return (.overloaded, nil) }
            inbox.waiting.append(Waiting(number: inbox.nextNumber, body: body))
            inbox.nextNumber += 1
            return (nil, inbox.resting.popLast())
        }
        if let refusal { throw refusal }
        woken?.later { [woken] in woken.map(self.work) }
    }

    func close() { inbox.withLock { $0.isClosed = true } }

    /// Returns when no snapshot is in use that is so now: every read from then on sees what is committed now.
    func presentSnapshotsEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = inbox.withLock { inbox in
                guard !inbox.snapshots.isEmpty else { return true }
                // A number of its own, which tells the snapshots before it from those that begin after it.
                inbox.waitingForSnapshots.append((inbox.nextNumber, continuation))
                inbox.nextNumber += 1
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    // MARK: - On a connection's queue

    private func work(on connection: Connection) {
        while let end = beginning(on: connection) {
            // It takes no lock, so it does not fail; a broken database is told by the first query.
            try? connection.step(.beginReading)
            while let read = next(before: end) {
                let transaction = ReadTransaction(on: connection, keys: keys)
                read(transaction)
                transaction.end()
            }
            try? connection.step(.commit)
            connection.rollback()
            snapshotEnded(end)
        }
    }

    /// The number from which on reads must wait for the next snapshot; nothing if none waits.
    private func beginning(on connection: Connection) -> UInt64? {
        inbox.withLock { inbox in
            guard inbox.waiting.isEmpty else {
                inbox.snapshots.append(inbox.nextNumber)
                return inbox.nextNumber
            }
            inbox.resting.append(connection)
            return nil
        }
    }

    private func snapshotEnded(_ end: UInt64) {
        let over = inbox.withLock { inbox in
            if let index = inbox.snapshots.firstIndex(of: end) { inbox.snapshots.remove(at: index) }
            let oldest = inbox.snapshots.min() ?? .max
            let over = inbox.waitingForSnapshots.filter { $0.number < oldest }
            inbox.waitingForSnapshots.removeAll { $0.number < oldest }
            return over
        }
        for waiting in over { waiting.continuation.resume() }
    }

    private func next(before end: UInt64) -> (@Sendable (ReadTransaction) -> Void)? {
        inbox.withLock { inbox in
            guard let first = inbox.waiting.first, first.number < end else { return nil }
            return inbox.waiting.popFirst()?.body
        }
    }
}
