public import Access
public import Domain
public import Router
internal import Store

/// The look at the end of a school's day: what is open, and who has not reported. It is kept, so that a day that is over
/// reads as it was found.
public struct DaySweep: Sendable {
    /// After a longer time without the daemon, earlier days are left.
    private static let mostDays = 31

    private let policy: Policy
    private let rules: NetworkRules
    private let zone: Duration

    public init(policy: Policy, rules: NetworkRules, zone: Duration) {
        self.policy = policy
        self.rules = rules
        self.zone = zone
    }

    /// Looks at every day of every school whose end has come and that nobody has looked at.
    ///
    /// - Returns: how many days were looked at.
    @discardableResult
    public func runOnce(_ run: BackgroundRun) async throws -> Int {
        let now = run.now
        var day = CalendarDate(of: now, offset: zone)
        if rules.sweepMoment(of: day, zone: zone) > now { day = day.adding(days: -1) }
        let (tree, last) = (run.units, day)
        let schools = tree.subtree(of: nil).filter { $0.kind == .school && !$0.isClosed }.map(\.id)
        let waiting = try await run.read { transaction in
            try schools.filter { try transaction.lastDaySweep(of: $0).map { $0 < last } ?? true }
        }
        var count = 0
        for school in waiting {
            count += try await run.write { [self] change in
                let transaction = change.transaction
                let first = try transaction.lastDaySweep(of: school)?.adding(days: 1) ?? last
                let days = max(first, last.adding(days: 1 - Self.mostDays)).daysSinceEpoch...last.daysSinceEpoch
                for day in days {
                    try transaction.insert(
                        try Self.look(
                            at: school, on: CalendarDate(daysSinceEpoch: day), now: now, policy: policy,
                            NetworkState(rules: rules, zone: zone, units: tree, transaction: transaction)))
                }
                change.changed(.reports, days.count, in: school)
                return days.count
            }
        }
        return count
    }

    /// What is open now, and what was not reported for the day.
    static func look(
        at school: Identifier, on day: CalendarDate, now: Timestamp, policy: Policy, _ state: NetworkState
    ) throws -> DaySweepRecord {
        let transaction = state.transaction
        let raised = try transaction.countWarnings(ofSchool: school, in: .raised, lateAt: now)
        let taken = try transaction.countWarnings(ofSchool: school, in: .acknowledged, lateAt: now)
        var missing: [DaySweepRecord.Missing] = []
        if let dueAt = state.rules.period(of: day, zone: state.zone).dueAt, dueAt <= now {
            missing += try state.classesWithoutReport(below: school, in: school, on: day).map {
                DaySweepRecord.Missing(.report, of: $0)
            }
        }
        for round in try state.rounds(below: school) where round.isOverdue(at: now) {
            missing.append(
                DaySweepRecord.Missing(round.kind == .dormVisit ? .dormVisit : .departmentReview, of: round.unit))
        }
        let people = NetworkPeople(policy: policy, units: state.units, transaction: transaction, now: now)
        return DaySweepRecord(
            school: school, day: day, at: now, unacknowledged: raised.all, interviews: taken.all,
            overdue: raised.late + taken.late,
            signals: try transaction.undecidedSignals(ofSchool: school, limit: .max).count,
            reports: try transaction.waitingReports(ofSchool: school, limit: .max).count,
            gaps: try people.gaps(below: school).count, missing: missing)
    }
}
