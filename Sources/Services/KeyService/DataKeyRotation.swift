public import AuditLog
public import Domain
internal import JSONRPC
public import Logging
public import Router
public import Store
public import Vault

/// The turning of the data keys, in the background: it belongs to the daemon and not to the call that began it.
///
///     let rotation = DataKeyRotation(store: store, keys: keys, ring: ring, log: log, feed: feed, clock: clock, logger: logger)
///     try await rotation.resumeIfNeeded()     // goes on with what a kill has interrupted
///     …
///     await rotation.stop()                   // before the store is closed
///
/// Its row in the store says that it runs; whatever it does can be done again from the beginning, so a kill between
/// any two steps loses nothing. How one rotation goes is told at `RotationWork`.
public final class DataKeyRotation: Sendable {
    private let store: Store
    private let ring: KeyRing
    private let board: ProgressBoard<RotationProgress>
    private let work: LongWork

    public convenience init(
        store: Store, keys: KeyStore, ring: KeyRing, log: AuditLog, feed: ChangeFeed, clock: any WallClock,
        logger: Logger
    ) {
        self.init(
            store: store, keys: keys, ring: ring, log: log, feed: feed, clock: clock, logger: logger,
            pace: RotationPace())
    }

    init(
        store: Store, keys: KeyStore, ring: KeyRing, log: AuditLog, feed: ChangeFeed, clock: any WallClock,
        logger: Logger,
        pace: RotationPace
    ) {
        self.store = store
        self.ring = ring
        let board = ProgressBoard<RotationProgress>()
        let steps = RotationWork(
            store: store, keys: keys, ring: ring, log: log, feed: feed, clock: clock, board: board, pace: pace)
        self.board = board
        work = LongWork("rotation of data keys", logger: logger, firstPause: pace.firstPause) {
            guard let record = try await store.read({ try $0.runningDataKeyRotation() }) else { return }
            logger.info("sealing anew", metadata: ["rotation": "\(record.id)", "term": "\(record.toTerm)"])
            try await steps.run(record)
        } onInterruption: {
            board.interrupt($0)
        }
    }

    /// Goes on with the rotation that was under way when the process ended, if there was one. At start, when the log is
    /// open.
    public func resumeIfNeeded() async throws {
        let isRunning = try await store.read { try $0.runningDataKeyRotation() != nil }
        if isRunning { try start() }
    }

    /// Stops between two steps, for the daemon's end; the rotation goes on at the next start.
    public func stop() async { await work.stop() }

    /// Has the task end at the next step.
    func interrupt() { work.interrupt() }

    // MARK: - For the service

    /// Begins a rotation with the row that says so, or finds the one under way; then call `start`.
    func begin(
        by account: Identifier, id: Identifier, at moment: Timestamp, in transaction: WriteTransaction
    ) throws -> Identifier {
        if let running = try transaction.runningDataKeyRotation() { return running.id }
        let terms = ring.stored.filter { $0.purpose == .dataKeyEncryption }.map(\.term)
        let next = (terms.max() ?? 0).addingReportingOverflow(1)
        guard !next.overflow else { throw RPCError.failedPrecondition("there is no further term") }
        try transaction.insert(
            KeyRotationRecord(
                id: id, kind: .data, fromTerm: ring.currentTerm, toTerm: next.partialValue, total: 0,
                startedBy: account, startedAt: moment))
        return id
    }

    /// Has the rotation that is stored as running worked at, unless it is already. Watch before.
    ///
    /// - Throws: `UNAVAILABLE` once it was stopped.
    func start() throws(RPCError) { try work.start() }

    /// How far `rotation`, which was begun or found, is.
    func watch(_ rotation: Identifier) -> AsyncThrowingStream<RotationProgress, any Error> { board.watch(rotation) }

    var progress: RotationProgress? { board.underWay }
}

extension ReadTransaction {
    func runningDataKeyRotation() throws -> KeyRotationRecord? {
        try runningKeyRotations().first { $0.kind == .data }
    }
}
