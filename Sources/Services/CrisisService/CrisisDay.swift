internal import Access
internal import Domain
internal import Store

/// What waits in crisis cases: the next step for its owner; checklist and follow-ups for the lead and the helpers; case
/// reports for those who write and those who sign; actions of lessons for their owner.
struct CrisisDay: DayContributor {
    private static let most = 1_000

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.crisisHandle) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for state in CrisisState.allCases where state.isOpen {
                for crisis in try transaction.crisisCases(ofSchool: school, in: state) {
                    guard let place = try transaction.studentPlace(crisis.student), watch.reaches(place) else {
                        continue
                    }
                    items += try self.items(of: crisis, for: watch, in: transaction)
                }
            }
            for action in try transaction.openLessonActions(ofOwner: watch.account, in: school, limit: Self.most) {
                items.append(
                    DueItem(
                        .finishLessonAction, action.crisisCase, student: action.student, level: .crisis,
                        since: action.dueAt, dueAt: action.dueAt))
            }
        }
        return items
    }

    private func items(
        of crisis: CrisisCaseRecord, for watch: DayWatch, in transaction: ReadTransaction
    ) throws -> [DueItem] {
        func item(_ kind: DueItem.Kind, dueAt: Timestamp?) -> DueItem {
            DueItem(
                kind, crisis.id, student: crisis.student, unit: crisis.schoolClass, level: .crisis,
                since: crisis.stateSince, dueAt: dueAt)
        }
        var items: [DueItem] = []
        // What its owner does not do, the lead hears of.
        if let step = crisis.step {
            if step.owner == watch.account || crisis.lead == watch.account && step.dueAt < watch.now {
                items.append(item(.advanceCrisisCase, dueAt: step.dueAt))
            }
        }
        if try crisis.lead == watch.account || transaction.helpers(of: crisis).contains(watch.account) {
            // One line a case: the point, and the follow-up, that is due first.
            let points = try transaction.points(of: crisis).filter { $0.state == .open }
            if let point = points.min(by: { $0.dueAt < $1.dueAt }) {
                items.append(item(.completeChecklistPoint, dueAt: point.dueAt))
            }
            if let next = try transaction.followUps(of: crisis).first(where: { $0.state == .open }) {
                items.append(item(.followUp, dueAt: next.dueAt))
            }
        }
        if crisis.state == .followUp { items += try reportItems(of: crisis, for: watch, in: transaction, item) }
        return items
    }

    private func reportItems(
        of crisis: CrisisCaseRecord, for watch: DayWatch, in transaction: ReadTransaction,
        _ item: (DueItem.Kind, Timestamp?) -> DueItem
    ) throws -> [DueItem] {
        switch try transaction.facts(of: crisis).report {
        case .missing: watch.permissions.contains(.caseReportWrite) ? [item(.writeCaseReport, crisis.reportDueAt)] : []
        case .unsigned: watch.permissions.contains(.crisisLead) ? [item(.signCaseReport, crisis.reportDueAt)] : []
        case .signed: []
        }
    }
}
