internal import DequeModule
internal import Synchronization

/// The one writer. It runs as many closures as are waiting in one transaction, commits once, and answers all of them:
/// a commit waits for the disk, and that wait is shared.
///
/// Each closure is undone by itself if it throws: the first of a transaction by rolling that back and beginning anew,
/// each other by its savepoint.
// @unchecked: `inbox` and `participants` carry their own locks; the rest does not change.
final class GroupCommit: @unchecked Sendable {
    private struct Inbox {
        var waiting = Deque<WriteJob>()
        var isWorking = false
        var isClosed = false
    }

    private let connection: Connection
    private let keys: OwnerKeys
    private let configuration: StoreConfiguration
    private let inbox = Mutex(Inbox())
    private let participants = Mutex<[any BatchParticipant]>([])

    init(on connection: Connection, keys: OwnerKeys, _ configuration: StoreConfiguration) {
        self.connection = connection
        self.keys = keys
        self.configuration = configuration
    }

    func add(_ participant: any BatchParticipant) {
        participants.withLock { $0.append(participant) }
    }

    /// Puts `job` in the line, from any thread.
    ///
    /// - Throws: `StoreError.overloaded` or `.closed`, and then the job will not run.
    func submit(_ job: WriteJob) throws(StoreError) {
        let (refusal, wakes) = inbox.withLock { inbox -> (StoreError?, Bool) in
            if inbox.isClosed { return (.closed, false) }
            if inbox.waiting.count >= configuration.waitingLimit { return (.overloaded, false) }
            inbox.waiting.append(job)
            defer { inbox.isWorking = true }
            return (nil, !inbox.isWorking)
        }
        if let refusal { throw refusal }
        if wakes { connection.later { self.work() } }
    }

    /// Takes nothing more; what waits is still done, before anything that is put on the connection's queue later.
    func close() { inbox.withLock { $0.isClosed = true } }

    /// Lets go of the participants, which mostly hold the store. After the last batch.
    func dismissParticipants() { participants.withLock { $0 = [] } }

    // MARK: - On the connection's queue

    private func work() {
        while let first = next(orRest: true) { runBatch(startingWith: first) }
    }

    private func next(orRest: Bool) -> WriteJob? {
        inbox.withLock { inbox in
            let next = inbox.waiting.popFirst()
            if next == nil && orRest { inbox.isWorking = false }
            return next
        }
    }

    private func runBatch(startingWith first: WriteJob) {
        do throws(StoreError) {
            try connection.step(.beginWriting)
        } catch {
            first.finish(error)
            return
        }
        var batch = Batch(participants: participants.withLock { $0 }, newKeys: NewOwnerKeys(of: keys))
        let end = ContinuousClock.now + configuration.fillingTime
        var job: WriteJob? = first
        while let current = job {
            perform(current, in: &batch)
            let isFull = batch.count >= configuration.writesPerCommit || connection.isOutsideTransaction
            job = isFull || ContinuousClock.now >= end ? nil : next(orRest: false)
        }
        conclude(batch)
    }

    private func perform(_ job: WriteJob, in batch: inout Batch) {
        let isFirst = !batch.hasChanges
        let transaction = WriteTransaction(
            on: connection, newKeys: batch.newKeys, savepoint: isFirst ? .unneeded : .due)
        do {
            try job.perform(in: transaction)
            if transaction.savepoint == .set { try connection.step(.releaseSavepoint) }
            // A closure can swallow the error on which SQLite ended the transaction.
            if connection.isOutsideTransaction { throw StoreError.transactionOver }
            transaction.end()
            batch.add(succeeded: job, transaction.afterCommitActions)
        } catch {
            transaction.end()
            undo(transaction.savepoint)
            batch.add(failed: job, error)
        }
    }

    /// Leaves the connection outside a transaction if even that fails, or if SQLite has rolled back by itself.
    private func undo(_ savepoint: WriteTransaction.Savepoint) {
        guard !connection.isOutsideTransaction else { return }
        do {
            switch savepoint {
            case .unneeded:
                try connection.step(.rollback)
                try connection.step(.beginWriting)
            case .due: break
            case .set:
                try connection.step(.rollbackSavepoint)
                try connection.step(.releaseSavepoint)
            }
        } catch {
            connection.rollback()
        }
    }

    private func conclude(_ batch: Batch) {
        guard batch.hasChanges else {
            connection.rollback()
            batch.rolledBack(nil)
            return
        }
        do {
            if connection.isOutsideTransaction { throw batch.lastError ?? StoreError.transactionOver }
            let transaction = WriteTransaction(on: connection, newKeys: batch.newKeys)
            defer { transaction.end() }
            for participant in batch.participants { try participant.willCommit(transaction) }
            // Before the commit: no value must be durable whose key is not.
            try batch.newKeys.save()
            try connection.step(.commit)
        } catch {
            connection.rollback()
            batch.rolledBack(error)
            return
        }
        batch.committed()
    }
}
