internal import Domain
internal import Services
internal import Store

/// Destroys what is due by the rules of retention, and finishes erasures that a kill has left half done: at once after the
/// start, for whoever was promised it.
struct RecordRetention: BackgroundWork {
    let store: Store
    let parts: DaemonParts
    let present: PresentRules

    var name: String { "retention" }
    var interval: Duration { .seconds(300) }

    func runOnce() async throws {
        try await RetentionWork(
            store: store, log: parts.installation.log, rules: present.rules.retention, zone: parts.zone,
            clock: parts.clock, random: parts.random
        ).runOnce()
    }
}
