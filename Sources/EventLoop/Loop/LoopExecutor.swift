internal import Synchronization

/// Runs the jobs of tasks and actors on an event loop.
///
/// Immortal, with its loop: the runtime keeps unowned references to executors and may look at one after the last task.
public final class LoopExecutor: SerialExecutor, TaskExecutor {
    private let loop: EventLoop

    private init(loop: EventLoop) { self.loop = loop }

    static func of(_ loop: EventLoop, in slot: borrowing Mutex<LoopExecutor?>) -> LoopExecutor {
        slot.withLock { known in
            if let known { return known }
            // The cycle loop -> executor -> loop is what makes both immortal.
            let made = LoopExecutor(loop: loop)
            known = made
            return made
        }
    }

    /// A job for a loop that has stopped never runs: stop the loop after its actors have finished.
    public func enqueue(_ job: consuming ExecutorJob) {
        loop.enqueue(.job(UnownedJob(job)), evenWhileStopping: true)
    }

    func run(_ job: UnownedJob) {
        job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }

    public func isSameExclusiveExecutionContext(other: LoopExecutor) -> Bool { other === self }

    public func checkIsolated() { precondition(loop.isCurrent, "not on the event loop") }
}
