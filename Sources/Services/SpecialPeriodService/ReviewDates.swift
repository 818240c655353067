internal import Domain
public import Router
internal import Store

/// Brings the next reviews of open cases nearer when a special period opens: of what was left until then, the period's
/// part is left from its beginning on. What somebody has looked at since then has a date of the period already.
public struct ReviewDates: BackgroundWork {
    private static let reason = "特殊节点：复查日期提前"

    private let zone: Duration

    /// - Parameter zone: the schools' offset from UTC, by which days begin.
    public init(zone: Duration) { self.zone = zone }

    public var name: BackgroundWorkName { .reviewDates }
    public var interval: Duration { .seconds(300) }

    public func runOnce(_ run: BackgroundRun) async throws {
        var strictest: [Identifier: SpecialPeriodRecord] = [:]
        for period in try await run.read({ try $0.openSpecialPeriods(at: run.now) }) where period.shortens {
            for school in run.units.schools(in: period) {
                let former = strictest[school]
                if former.map({ period.isStricter(than: $0) }) ?? true { strictest[school] = period }
            }
        }
        for (school, period) in strictest {
            try await run.settle({
                try $0.careEntriesToReview(
                    ofSchool: school, after: run.now, untouchedSince: period.countsFrom, limit: $1)
            }) { try bringForward($0, for: period, $1) }
            try await run.settle({
                try $0.plansToReview(ofSchool: school, after: run.now, untouchedSince: period.countsFrom, limit: $1)
            }) { try bringForward($0, for: period, $1) }
        }
    }

    private func bringForward(
        _ present: CareEntryRecord, for period: SpecialPeriodRecord, _ change: BackgroundChange
    ) throws {
        var entry = present
        entry.reviewAt = present.reviewAt.map(period.broughtForward)
        try change.transaction.update(entry)
        try change.transaction.append(
            CareChangeRecord(
                fromState: entry.state, toState: entry.state, fromLevel: entry.level, toLevel: entry.level,
                author: .installation, at: change.now, reason: Self.reason, evidenceKind: .review, evidence: nil),
            to: entry)
        change.changed(.careEntries, of: entry.student)
    }

    private func bringForward(
        _ present: PlanRecord, for period: SpecialPeriodRecord, _ change: BackgroundChange
    ) throws {
        var plan = present
        if let moment = present.reviewAt.map(period.broughtForward) {
            plan.reviewAt = moment
            plan.body.reviewOn = CalendarDate(of: moment, offset: zone).description
        }
        try change.transaction.update(plan)
        try change.transaction.append(
            PlanChangeRecord(
                fromState: plan.state, toState: plan.state, author: .installation, at: change.now,
                reason: Self.reason),
            to: plan)
        change.changed(.plans, of: plan.student)
    }
}

extension SpecialPeriodRecord {
    fileprivate var shortens: Bool { period.intervalPercent < 100 }

    /// From when its shorter intervals count: one that was planned late changes nothing of the past.
    fileprivate var countsFrom: Timestamp { max(period.startsAt, createdAt) }

    fileprivate func isStricter(than other: SpecialPeriodRecord) -> Bool {
        (period.intervalPercent, countsFrom, id) < (other.period.intervalPercent, other.countsFrom, other.id)
    }

    fileprivate func broughtForward(_ moment: Timestamp) -> Timestamp {
        countsFrom + ReviewInterval.during([period], at: countsFrom, usually: moment - countsFrom)
    }
}
