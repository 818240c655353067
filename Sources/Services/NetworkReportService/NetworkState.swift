internal import Domain
internal import Store

/// What the units of a school have reported and done, and what is due: questions to the store, for the service, for "my
/// day" and for the look at the day's end.
struct NetworkState {
    let rules: NetworkRules
    let zone: Duration
    let units: UnitTree
    let transaction: ReadTransaction

    /// A class in a period, with its report if it has sent one.
    struct ClassReport {
        let unit: Identifier
        let period: ReportPeriod
        let record: DayReportRecord?

        /// Whether it is late at `now`.
        func isMissing(at now: Timestamp) -> Bool { record == nil && (period.dueAt.map { $0 < now } ?? false) }
    }

    /// A dorm or a department with its last round.
    struct UnitRound {
        let kind: RoundRecord.Kind
        let unit: Identifier
        let last: RoundRecord?
        /// Nothing where there never was one: it is due at once.
        let dueAt: Timestamp?

        func isOverdue(at now: Timestamp) -> Bool { dueAt.map { $0 < now } ?? true }
    }

    private func open(_ kind: UnitKind, below unit: Identifier) -> [Identifier] {
        units.subtree(of: unit).filter { $0.kind == kind && !$0.isClosed }.map(\.id)
    }

    /// The open classes of a unit with their reports for the period of a day.
    func reports(below unit: Identifier, on day: CalendarDate) throws -> [ClassReport] {
        let period = rules.period(of: day, zone: zone)
        return try open(.class, below: unit).map { schoolClass in
            let record = try units.school(of: schoolClass).flatMap {
                try transaction.dayReport(ofUnit: schoolClass, in: $0, period: period.start)
            }
            return ClassReport(unit: schoolClass, period: period, record: record)
        }
    }

    /// Which open classes of a unit have not reported for the period of a day: cheap, opens no report.
    func classesWithoutReport(below unit: Identifier, in school: Identifier, on day: CalendarDate) throws
        -> [Identifier]
    {
        let reported = try transaction.unitsReported(in: school, period: rules.period(of: day, zone: zone).start)
        return open(.class, below: unit).filter { !reported.contains($0) }
    }

    /// The open dorms and departments of a unit; schools below higher education have neither.
    func rounds(below unit: Identifier) throws -> [UnitRound] {
        var rounds: [UnitRound] = []
        for kind in [RoundRecord.Kind.dormVisit, .departmentReview] {
            rounds += try open(kind.unitKind, below: unit).map { try round(kind, of: $0) }
        }
        return rounds
    }

    func round(_ kind: RoundRecord.Kind, of unit: Identifier) throws -> UnitRound {
        let last = try transaction.lastRound(kind, ofUnit: unit)
        let interval = kind == .dormVisit ? rules.dormVisitEvery : rules.departmentReviewEvery
        return UnitRound(kind: kind, unit: unit, last: last, dueAt: last.map { $0.heldAt + interval.duration })
    }
}

extension RoundRecord.Kind {
    /// Where such a round is held.
    var unitKind: UnitKind {
        switch self {
        case .dormVisit: .dorm
        case .departmentReview: .department
        }
    }
}
