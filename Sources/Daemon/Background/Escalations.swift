internal import Router
internal import Services

/// Takes warnings that wait up the early-warning network.
struct Escalations: BackgroundWork {
    let present: PresentRules

    var name: BackgroundWorkName { .escalations }
    /// A crisis that is raised waits so long to be told at most.
    var interval: Duration { .seconds(2) }

    func runOnce(_ run: BackgroundRun) async throws {
        let rules = present.rules
        try await WarningEscalation(policy: rules.policy, deadlines: rules.screening.deadlines).runOnce(run)
    }
}
