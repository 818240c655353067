internal import JSONRPC
internal import Logging
internal import Store
internal import Synchronization

/// Work in the background that belongs to the daemon and not to the call that began it: one task, which takes up what
/// the store says is to be done, and ends when nothing is left.
///
///     let work = LongWork("rotation of data keys", logger: logger) { try await self.everything() }
///     try work.start()        // after what is to be done was stored, and at the daemon's start
///     …
///     await work.stop()       // before the store is closed
///
/// What is to be done, and how far it is, stands in the store: a kill between any two steps loses nothing.
final class LongWork: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        /// There may be something to do that the task has not seen.
        var isWanted = false
        var isStopped = false
    }

    private let name: String
    private let logger: Logger
    private let firstPause: Duration
    private let body: @Sendable () async throws -> Void
    private let onInterruption: @Sendable (RPCError) -> Void
    private let state = Mutex(State())
    private static let longestPause = Duration.seconds(60)

    /// - Parameters:
    ///   - name: for the log, as "rotation of data keys".
    ///   - firstPause: before it tries again when nothing can be stored for now; doubled each time, up to a minute.
    ///   - body: does all that is to be done. What it throws ends the work until it is started again, unless it may pass,
    ///     as when the disk is full.
    ///   - onInterruption: the work has ended before its time.
    init(
        _ name: String, logger: Logger, firstPause: Duration = .milliseconds(250),
        body: @escaping @Sendable () async throws -> Void, onInterruption: @escaping @Sendable (RPCError) -> Void
    ) {
        self.name = name
        self.logger = logger
        self.firstPause = firstPause
        self.body = body
        self.onInterruption = onInterruption
    }

    /// Has what is stored worked at, unless it is already. Watch before.
    ///
    /// - Throws: `UNAVAILABLE` once it was stopped.
    func start() throws(RPCError) {
        let isStarted = state.withLock { state in
            guard !state.isStopped else { return false }
            state.isWanted = true
            if state.task == nil { state.task = Task { await workWhileWanted() } }
            return true
        }
        if !isStarted { throw stopping }
    }

    /// Stops between two steps, for the daemon's end; what is left goes on at the next start.
    func stop() async { await interrupt()?.value }

    /// Has the task end at the next step.
    @discardableResult
    func interrupt() -> Task<Void, Never>? {
        let task = state.withLock { state in
            state.isStopped = true
            return state.task
        }
        task?.cancel()
        onInterruption(stopping)
        return task
    }

    private var stopping: RPCError {
        .unavailable("the daemon stops; the \(name) goes on when it is started again")
    }

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

    /// To the end. What does not go for now, as when the disk is full, is tried again.
    private func workThrough() async {
        var pause = firstPause
        while !Task.isCancelled {
            do {
                return try await body()
            } catch let error as StoreError where error.mayPass {
                logger.warning("the \(name) waits", metadata: ["cause": "\(error)"])
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, Self.longestPause)
            } catch {
                if Task.isCancelled { return }
                logger.error("the \(name) is interrupted", metadata: ["cause": "\(type(of: error))"])
                return onInterruption(RPCError(thrown: error))
            }
        }
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
