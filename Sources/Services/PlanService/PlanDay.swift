internal import Access
internal import Domain
internal import Store

/// Measures whose turn it is, for whoever owns them; and plans to review, also those of students whose family declined,
/// or who were lost.
struct PlanDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        try measures(for: watch, in: transaction) + reviews(for: watch, in: transaction)
    }

    private func measures(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        try transaction.measureTasks(for: watch).compactMap { task in
            guard let due = task.dueAt else { return nil }
            return DueItem(
                .carryOutMeasure, task.id, student: task.plan.student,
                since: task.done.max() ?? task.plan.startedAt ?? task.plan.createdAt, dueAt: due)
        }
    }

    private func reviews(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.planManage) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for state in PlanState.allCases where state.isOpen && state != .draft {
                for plan in try transaction.plans(ofSchool: school, in: state) {
                    guard let due = plan.reviewAt, let place = try transaction.studentPlace(plan.student),
                        watch.reaches(place)
                    else { continue }
                    items.append(
                        DueItem(
                            .reviewPlan, plan.id, student: plan.student, unit: place.classID,
                            since: plan.startedAt ?? plan.createdAt, dueAt: due))
                }
            }
        }
        return items
    }
}
