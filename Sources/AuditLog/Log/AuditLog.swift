internal import Domain
public import Store
internal import Synchronization
public import Vault

/// The access log of an installation: each record is committed together with what it tells of.
///
///     let log = try await AuditLog.open(store: store, ring: ring, folder: path, origin: "school.example", clock: clock)
///     try await store.write { transaction in
///         …
///         try log.append(record, in: transaction)
///     }
///
/// Records get their places when the batch is about to be committed, so a closure that fails leaves neither a record
/// nor a gap. The tree's head in memory moves only when the batch is durable.
public final class AuditLog: BatchParticipant {
    /// How far the log is.
    public struct Head: Sendable, Equatable {
        public let size: UInt64
        public let root: SHA256Digest
    }

    struct State {
        /// Of what is durable.
        var committed: MerkleFrontier
        /// Of what `willCommit` has written and is not yet durable.
        var written: MerkleFrontier
        /// Of the closures of this batch.
        var staged: [AuditRecord] = []
        /// How many of `staged` are of closures that have succeeded.
        var settled = 0
    }

    public let origin: String
    let store: Store
    let ring: KeyRing
    let folder: LogFolder
    let clock: any WallClock
    let state: Mutex<State>

    init(
        store: Store, ring: KeyRing, folder: LogFolder, origin: String, clock: any WallClock,
        frontier: MerkleFrontier
    ) {
        self.store = store
        self.ring = ring
        self.folder = folder
        self.origin = origin
        self.clock = clock
        state = Mutex(State(committed: frontier, written: frontier))
    }

    /// Puts `record` into the log with all else that `transaction` does. Its index is set at the commit.
    ///
    /// - Throws: `StoreError.transactionOver` if the closure of `transaction` has returned.
    public func append(_ record: AuditRecord, in transaction: WriteTransaction) throws {
        try transaction.checkUse()
        state.withLock { $0.staged.append(record) }
    }

    /// How far the log is durable.
    public var head: Head {
        let frontier = state.withLock(\.committed)
        return Head(size: frontier.size, root: frontier.root)
    }

    // MARK: - With each batch, on the writer's thread

    public func closureDidSucceed() {
        state.withLock { $0.settled = $0.staged.count }
    }

    public func closureDidFail() {
        state.withLock { $0.staged.removeSubrange($0.settled...) }
    }

    public func willCommit(_ transaction: WriteTransaction) throws {
        let (staged, committed) = state.withLock { ($0.staged, $0.committed) }
        guard !staged.isEmpty else { return }
        var frontier = committed
        for var record in staged {
            record.index = frontier.size
            let bytes = record.canonicalBytes
            frontier.append(AuditRecord.leafHash(ofCanonical: bytes))
            let subject = record.subject.id
            try transaction.insert(
                AuditRow(
                    position: Int64(record.index), at: record.time, actor: record.actor,
                    subject: subject == .installation ? nil : subject, record: bytes))
        }
        try transaction.setAuditHead(
            AuditHeadRow(size: Int64(frontier.size), root: frontier.root.bytes, frontier: frontier.encoded))
        let written = frontier
        state.withLock { $0.written = written }
    }

    public func didCommit() {
        state.withLock { state in
            state.committed = state.written
            state.staged.removeAll(keepingCapacity: true)
            state.settled = 0
        }
    }

    public func didRollback() {
        state.withLock { state in
            state.written = state.committed
            state.staged.removeAll(keepingCapacity: true)
            state.settled = 0
        }
    }
}
