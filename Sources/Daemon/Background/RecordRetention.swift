internal import Domain
internal import Router
internal import Services
internal import Store

/// Destroys what is due by the rules of retention, and finishes erasures that a kill has left half done: at once after the
/// start, for whoever was promised it. The work writes its own records, which say what was destroyed.
struct RecordRetention: BackgroundWork {
    let parts: DaemonParts
    let present: PresentRules

    var name: BackgroundWorkName { .recordRetention }
    var interval: Duration { .seconds(300) }

    func runOnce(_ run: BackgroundRun) async throws {
        try await RetentionWork(
            store: parts.installation.store, log: parts.installation.log, rules: present.rules.retention,
            zone: parts.zone, clock: parts.clock, random: parts.random
        ).runOnce()
    }
}
