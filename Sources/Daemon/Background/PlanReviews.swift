internal import Domain
internal import Store

/// Moves plans whose review date has come to `REVIEW_DUE`.
struct PlanReviews: BackgroundWork {
    private static let most = 256

    let store: Store
    let clock: any WallClock

    var name: String { "plan reviews" }
    var interval: Duration { .seconds(60) }

    func runOnce() async throws {
        let now = clock.now()
        // A look costs less than a turn of the writer, and there is mostly nothing.
        guard try await store.read({ try !$0.plansToReview(at: now, limit: 1).isEmpty }) else { return }
        try await store.write { transaction in
            for var plan in try transaction.plansToReview(at: now, limit: Self.most) {
                let before = plan.state
                plan.state = try before.applying(.fallDue)
                try transaction.update(plan)
                try transaction.append(
                    PlanChangeRecord(fromState: before, toState: plan.state, author: .installation, at: now), to: plan)
            }
        }
    }
}
