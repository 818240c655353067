internal import Domain
internal import Router
internal import Store

/// Moves plans whose review date has come to `REVIEW_DUE`.
struct PlanReviews: BackgroundWork {
    var name: BackgroundWorkName { .planReviews }
    var interval: Duration { .seconds(60) }

    func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.plansToReview(at: run.now, limit: $1) }) { due, change in
            var plan = due
            plan.state = try due.state.applying(.fallDue)
            try change.transaction.update(plan)
            try change.transaction.append(
                PlanChangeRecord(fromState: due.state, toState: plan.state, author: .installation, at: run.now),
                to: plan)
            change.changed(.plans, of: plan.student)
        }
    }
}
