internal import Domain
public import Router
internal import Store

/// Asks, while a special period is open, for a look at each student of a special group: once in a period. Who comes on
/// the care list later is asked for at the next time.
public struct SpecialReviews: BackgroundWork {
    static let most = 500

    public init() {}

    public var name: BackgroundWorkName { .specialReviews }
    public var interval: Duration { .seconds(300) }

    public func runOnce(_ run: BackgroundRun) async throws {
        for period in try await run.read({ try $0.openSpecialPeriods(at: run.now) }) {
            for school in run.units.schools(in: period) {
                try await run.settle({
                    try $0.specialGroup(ofSchool: school, notIn: period.id, at: run.now, limit: $1)
                }) { member, change in
                    try change.transaction.ask(
                        member.cause, of: member.student, in: period, ofSchool: school, at: run.now,
                        change.newIdentifier())
                    change.changed(.specialReviews, of: member.student)
                }
            }
        }
    }
}

extension UnitTree {
    /// The schools that a special period concerns.
    func schools(in period: SpecialPeriodRecord) -> [Identifier] {
        subtree(of: period.unit).filter { $0.kind == .school && !$0.isClosed && period.period.concerns($0.stage) }
            .map(\.id)
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
            try ask(member.cause, of: member.student, in: period, ofSchool: school, at: now, newIdentifier())
        }
    }

    fileprivate func ask(
        _ cause: SpecialReviewRecord.Cause, of student: Identifier, in period: SpecialPeriodRecord,
        ofSchool school: Identifier, at now: Timestamp, _ id: Identifier
    ) throws {
        try insert(
            SpecialReviewRecord(
                school: school, id: id, period: period.id, student: student, cause: cause, createdAt: now,
                dueAt: now < period.reviewBy ? period.reviewBy : period.period.endsAt))
    }
}
