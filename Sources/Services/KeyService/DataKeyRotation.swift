public import AuditLog
public import Domain
internal import JSONRPC
public import Logging
public import Router
public import Store
internal import Synchronization
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
    private struct State {
        var task: Task<Void, Never>?
        /// There may be a rotation to work at that the task has not seen.
        var isWanted = false
        var isStopped = false
    }

    private let store: Store
    private let ring: KeyRing
    private let clock: any WallClock
    private let logger: Logger
    private let pace: RotationPace
    private let board = RotationBoard()
    private let work: RotationWork
    private let state = Mutex(State())

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
        self.clock = clock
        self.logger = logger
        self.pace = pace
        work = RotationWork(
            store: store, keys: keys, ring: ring, log: log, feed: feed, clock: clock, board: board, pace: pace)
    }

    /// Goes on with the rotation that was under way when the process ended, if there was one. At start, when the log is
    /// open.
    public func resumeIfNeeded() async throws {
        let isRunning = try await store.read { try $0.runningDataKeyRotation() != nil }
        if isRunning { try start() }
    }

    /// Stops between two steps, for the daemon's end; the rotation goes on at the next start.
    public func stop() async { await interrupt()?.value }

    /// Has the task end at the next step.
    @discardableResult
    func interrupt() -> Task<Void, Never>? {
        let task = state.withLock { state in
            state.isStopped = true
            return state.task
        }
        task?.cancel()
        board.interrupt(DataKeyRotation.stopping)
        return task
    }

    private static let stopping = RPCError.unavailable(
        "the daemon stops; the rotation goes on when it is started again")

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
    func start() throws(RPCError) {
        let isStarted = state.withLock { state in
            guard !state.isStopped else { return false }
            state.isWanted = true
            if state.task == nil { state.task = Task { await workWhileWanted() } }
            return true
        }
        if !isStarted { throw DataKeyRotation.stopping }
    }

    /// How far `rotation`, which was begun or found, is.
    func watch(_ rotation: Identifier) -> AsyncThrowingStream<RotationProgress, any Error> { board.watch(rotation) }

    var progress: RotationProgress? { board.underWay }

    // MARK: - The task

    private func workWhileWanted() async {
        while takeWanted() { await workThrough() }
    }

    private func takeWanted() -> Bool {
        state.withLock { state in
            defer { state.isWanted = false }
            if state.isWanted && !state.isStopped { return true }
            state.task = nil
            return false
        }
    }

    /// To the end of the rotation. What does not go for now, as when the disk is full, is tried again.
    private func workThrough() async {
        var pause = pace.firstPause
        while !Task.isCancelled {
            do {
                guard let record = try await store.read({ try $0.runningDataKeyRotation() }) else { return }
                logger.info("sealing anew", metadata: ["rotation": "\(record.id)", "term": "\(record.toTerm)"])
                try await work.run(record)
                return
            } catch let error as StoreError where error.mayPass {
                logger.warning("the rotation of data keys waits", metadata: ["cause": "\(error)"])
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, pace.longestPause)
            } catch {
                if Task.isCancelled { return }
                logger.error("the rotation of data keys is interrupted", metadata: ["cause": "\(type(of: error))"])
                board.interrupt(RPCError(thrown: error))
                return
            }
        }
    }
}

extension ReadTransaction {
    func runningDataKeyRotation() throws -> KeyRotationRecord? {
        try runningKeyRotations().first { $0.kind == .data }
    }
}

extension StoreError {
    /// Whether the same may go well later without anything being repaired here.
    fileprivate var mayPass: Bool {
        switch self {
        case .full, .inputOutput, .busy, .overloaded: true
        default: false
        }
    }
}
