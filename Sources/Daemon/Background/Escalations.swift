internal import Services
internal import Store

/// Takes warnings that wait up the early-warning network.
struct Escalations: BackgroundWork {
    let store: Store
    let parts: DaemonParts
    let present: PresentRules

    var name: String { "escalations" }
    /// A crisis that is raised waits so long to be told at most.
    var interval: Duration { .seconds(2) }

    func runOnce() async throws {
        let rules = present.rules
        try await WarningEscalation(
            store: store, units: parts.units, feed: parts.feed, policy: rules.policy,
            deadlines: rules.screening.deadlines, clock: parts.clock
        ).runOnce()
    }
}
