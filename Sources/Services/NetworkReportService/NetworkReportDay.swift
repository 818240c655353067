internal import Access
internal import Domain
internal import Store

/// Reports that classes owe, dorms to visit, departments to review.
struct NetworkReportDay: DayContributor {
    let rules: NetworkRules
    let zone: Duration

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard case .unit(let unit) = watch.grant.scope else { return [] }
        let state = NetworkState(rules: rules, zone: zone, units: watch.units, transaction: transaction)
        return try reports(of: unit, watch, state) + rounds(of: unit, watch, state)
    }

    /// A class teacher's own class, or a grade lead's whole grade: who may send a report sees that it is missing.
    private func reports(of unit: Identifier, _ watch: DayWatch, _ state: NetworkState) throws -> [DueItem] {
        guard watch.permissions.contains(.dayReportSend), let school = watch.units.school(of: unit) else { return [] }
        let today = CalendarDate(of: watch.now, offset: zone)
        let period = rules.period(of: today, zone: zone)
        guard let dueAt = period.dueAt else { return [] }
        return try state.classesWithoutReport(below: unit, in: school, on: today).map {
            DueItem(.sendDayReport, $0, unit: $0, since: period.start.start(offset: zone), dueAt: dueAt)
        }
    }

    private func rounds(of unit: Identifier, _ watch: DayWatch, _ state: NetworkState) throws -> [DueItem] {
        let visits = watch.permissions.contains(.dormVisitWrite)
        let reviews = watch.permissions.contains(.departmentReviewWrite)
        guard visits || reviews else { return [] }
        return try state.rounds(below: unit).filter { $0.kind == .dormVisit ? visits : reviews }.map { round in
            DueItem(
                round.kind == .dormVisit ? .visitDorm : .reviewDepartment, round.unit, unit: round.unit,
                since: round.last?.heldAt ?? Timestamp(milliseconds: 0), dueAt: round.dueAt)
        }
    }
}
