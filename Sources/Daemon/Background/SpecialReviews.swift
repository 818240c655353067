internal import Domain
internal import Router
internal import Store

/// Asks, while a special period is open, for a look at each student of a special group: once in a period. Who comes on
/// the care list later is asked for at the next time.
struct SpecialReviews: BackgroundWork {
    private static let most = 500

    let store: Store
    let units: UnitDirectory
    let clock: any WallClock
    let random: any RandomSource

    var name: String { "special reviews" }
    var interval: Duration { .seconds(300) }

    func runOnce() async throws {
        let now = clock.now()
        let tree = units.tree
        for period in try await store.read({ try $0.openSpecialPeriods(at: now) }) {
            let schools = tree.subtree(of: period.unit).filter {
                $0.kind == .school && !$0.isClosed && period.period.concerns($0.stage)
            }
            for school in schools { try await ask(for: school.id, in: period, at: now) }
        }
    }

    /// In pieces, so that no write waits long behind them.
    private func ask(for school: Identifier, in period: SpecialPeriodRecord, at now: Timestamp) async throws {
        let random = random
        while try await store.read({
            try !$0.specialGroup(ofSchool: school, notIn: period.id, limit: 1).isEmpty
        }) {
            try await store.write { transaction in
                for member in try transaction.specialGroup(ofSchool: school, notIn: period.id, limit: Self.most) {
                    try transaction.insert(
                        SpecialReviewRecord(
                            school: school, id: Identifier(randomFrom: random), period: period.id,
                            student: member.student, cause: member.cause, createdAt: now,
                            dueAt: now < period.reviewBy ? period.reviewBy : period.period.endsAt))
                }
            }
        }
    }
}
