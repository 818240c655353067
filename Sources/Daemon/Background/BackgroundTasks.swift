internal import Logging
internal import Router

/// Runs the background works, each in a task of its own that sleeps between two times. One that fails is told in the
/// log and tried again at its next time.
struct BackgroundTasks: Sendable {
    private let tasks: [Task<Void, Never>]

    init(_ works: [any BackgroundWork], at desk: BackgroundDesk, logger: Logger) {
        tasks = works.map { work in
            Task {
                while !Task.isCancelled {
                    // With tolerance, so that several works share one wake-up of the processor.
                    try? await Task.sleep(for: work.interval, tolerance: work.interval / 10)
                    guard !Task.isCancelled else { return }
                    do {
                        try await desk.run(work)
                    } catch {
                        logger.error("\(work.name.rawValue): \(FailureText(error))")
                    }
                }
            }
        }
    }

    /// Returns when none of them runs any more.
    func end() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}
