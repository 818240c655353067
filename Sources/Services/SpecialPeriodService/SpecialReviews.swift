public import Domain
public import Router
public import Store

/// Asks, while a special period is open, for a look at each student of a special group: once in a period. Who comes on
/// the care list later is asked for at the next time.
public struct SpecialReviews: Sendable {
    static let most = 500

    private let store: Store
    private let units: UnitDirectory
    private let clock: any WallClock
    private let random: any RandomSource

    public init(store: Store, units: UnitDirectory, clock: any WallClock, random: any RandomSource) {
        self.store = store
        self.units = units
        self.clock = clock
        self.random = random
    }

    public func runOnce() async throws {
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
            try !$0.specialGroup(ofSchool: school, notIn: period.id, at: now, limit: 1).isEmpty
        }) {
            try await store.write { transaction in
                try transaction.askForSpecialReviews(
                    in: period, ofSchool: school, at: now, limit: Self.most,
                    newIdentifier: {
                        Identifier(randomFrom: random)
                    })
            }
        }
    }
}

extension WriteTransaction {
    /// Asks for a look at those of a school's special groups who have not been asked for in the period yet, at most
    /// `limit`.
    func askForSpecialReviews(
        in period: SpecialPeriodRecord, ofSchool school: Identifier, at now: Timestamp, limit: Int,
        newIdentifier: () -> Identifier
    ) throws {
        for member in try specialGroup(ofSchool: school, notIn: period.id, at: now, limit: limit) {
            try insert(
                SpecialReviewRecord(
                    school: school, id: newIdentifier(), period: period.id, student: member.student,
                    cause: member.cause, createdAt: now,
                    dueAt: now < period.reviewBy ? period.reviewBy : period.period.endsAt))
        }
    }
}
