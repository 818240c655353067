internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store

/// A measure of a running plan, and when it is due: computed, and stored nowhere.
struct MeasureTask {
    let plan: PlanRecord
    let id: Identifier
    let measure: PlanRecord.Measure
    /// When it was carried out.
    let done: [Timestamp]
    /// Nothing for one that is done once, and was.
    let dueAt: Timestamp?

    /// Whether it is the holder of that grant who carries it out.
    func isOwn(of watch: DayWatch) -> Bool {
        measure.owner == watch.account || measure.ownerRole == watch.role
    }
}

extension ReadTransaction {
    /// The measures of a plan; none while it does not run.
    func measureTasks(of plan: PlanRecord, at now: Timestamp, zone: Duration) throws -> [MeasureTask] {
        guard plan.state.isRunning, !plan.body.measures.isEmpty else { return [] }
        let moments = try measureMoments(of: plan)
        let planStarted = plan.startedAt ?? plan.createdAt
        return plan.body.measures.compactMap { measure in
            guard let id = measure.id else { return nil }
            let done = moments[id] ?? []
            let due = measure.frequency.due(
                at: now, started: max(measure.since ?? planStarted, planStarted), done: done, end: plan.reviewAt,
                zone: zone)
            return MeasureTask(plan: plan, id: id, measure: measure, done: done, dueAt: due)
        }
    }

    /// What the holder of a grant carries out in running plans.
    func measureTasks(for watch: DayWatch) throws -> [MeasureTask] {
        guard watch.permissions.contains(.measureCarryOut) else { return [] }
        var plans: [PlanRecord] = []
        if let student = watch.student, let place = try studentPlace(student) {
            plans = try openPlan(ofStudent: student, in: place.schoolID).map { [$0] } ?? []
        }
        for school in watch.schools {
            for state in PlanState.allCases where state.isRunning {
                plans += try self.plans(ofSchool: school, in: state)
            }
        }
        return try plans.flatMap { plan -> [MeasureTask] in
            guard let place = try studentPlace(plan.student), watch.reaches(place) else { return [] }
            return try measureTasks(of: plan, at: watch.now, zone: watch.zone).filter { $0.isOwn(of: watch) }
        }
    }
}

extension ReadingCall {
    /// The caller's grants that are in force.
    func watches(_ policy: Policy, zone: Duration) -> [DayWatch] {
        let identity = context.identity
        return identity.grants.filter { $0.isInForce(at: context.now) }.map {
            DayWatch(
                account: identity.accountID, ownStudent: identity.studentID, grant: $0,
                permissions: policy.permissions(of: $0.role), units: units, now: context.now, zone: zone)
        }
    }
}
