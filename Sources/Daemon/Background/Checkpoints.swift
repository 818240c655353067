internal import AuditLog
internal import Router

/// Signs how far the access log is, as long as it grows.
struct Checkpoints: BackgroundWork {
    let log: AuditLog
    let interval: Duration

    var name: BackgroundWorkName { .checkpoints }

    // A log that has not grown is not signed anew.
    func runOnce(_ run: BackgroundRun) async throws { _ = try await log.checkpoint() }
}
