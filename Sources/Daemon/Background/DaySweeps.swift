internal import Router
internal import Services

/// Looks at the end of each school's day at what is open, and who has not reported.
struct DaySweeps: BackgroundWork {
    let present: PresentRules
    let zone: Duration

    var name: BackgroundWorkName { .daySweeps }
    var interval: Duration { .seconds(60) }

    func runOnce(_ run: BackgroundRun) async throws {
        let rules = present.rules
        try await DaySweep(policy: rules.policy, rules: rules.network, zone: zone).runOnce(run)
    }
}
