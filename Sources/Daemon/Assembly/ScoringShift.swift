internal import Logging
internal import Services
internal import Synchronization

/// Keeps one `PendingScoring` at work; another takes over when the rules have changed.
final class ScoringShift: Sendable {
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// The former one ends before `pending` begins: a sheet must not be scored by both.
    func takeOver(_ pending: PendingScoring) {
        task.withLock { task in
            let former = task
            former?.cancel()
            task = Task { [logger] in
                await former?.value
                await pending.run { logger.error("sheets wait for their scores: \(FailureText($0))") }
            }
        }
    }

    func end() async {
        let last = task.withLock { task in
            task?.cancel()
            return task
        }
        await last?.value
    }
}
