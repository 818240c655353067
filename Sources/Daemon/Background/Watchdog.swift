internal import EventLoop
internal import Router

/// Gives the service manager a sign of life, but only after each loop has gone round and the database has answered.
/// A daemon that hangs is ended and started again by it.
struct Watchdog: BackgroundWork {
    let loops: [EventLoop]
    let interval: Duration

    /// Nothing when the service manager does not watch.
    init?(loops: [EventLoop]) {
        guard let longest = ServiceManager.watchdogInterval else { return nil }
        self.loops = loops
        // Twice as often as it is waited for, as sd_watchdog_enabled(3) has it, and early enough for the tolerance.
        interval = longest / 3
    }

    var name: BackgroundWorkName { .watchdog }

    func runOnce(_ run: BackgroundRun) async throws {
        for loop in loops { _ = await loop.ping() }
        // Through the writer, which is what hangs when the disk does.
        try await run.write { _ in }
        try ServiceManager.notify(.alive)
    }
}
