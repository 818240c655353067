internal import Services
internal import Store

/// Looks at the end of each school's day at what is open, and who has not reported.
struct DaySweeps: BackgroundWork {
    let store: Store
    let parts: DaemonParts
    let present: PresentRules

    var name: String { "day sweeps" }
    var interval: Duration { .seconds(60) }

    func runOnce() async throws {
        let rules = present.rules
        try await DaySweep(
            store: store, units: parts.units, policy: rules.policy, rules: rules.network, zone: parts.zone,
            clock: parts.clock
        ).runOnce()
    }
}
