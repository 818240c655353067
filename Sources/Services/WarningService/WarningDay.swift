internal import Access
internal import Domain
internal import Store

/// Warnings that nobody has taken, and interviews that their owner has still to hold. Who may not read warnings has
/// those alone that they were told of, without the level.
struct WarningDay: DayContributor {
    private static let most = 1_000

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.warningHandle) else {
            return watch.permissions.contains(.warningAcknowledge) ? try told(watch, transaction) : []
        }
        var items: [DueItem] = []
        for school in watch.schools {
            for warning in try transaction.warnings(ofSchool: school, in: .raised, limit: Self.most) {
                guard let place = try transaction.studentPlace(warning.student), watch.reaches(place) else { continue }
                items.append(item(.acknowledgeWarning, warning, dueAt: warning.acknowledgeBy))
            }
            for warning in try transaction.warnings(ofSchool: school, in: .acknowledged, limit: Self.most)
            where warning.owner == watch.account {
                items.append(item(.holdInterview, warning, dueAt: warning.interviewBy))
            }
        }
        return items
    }

    private func told(_ watch: DayWatch, _ transaction: ReadTransaction) throws -> [DueItem] {
        try transaction.warningsTold(to: watch.account, limit: Self.most).compactMap { warning in
            guard let place = try transaction.studentPlace(warning.student), watch.reaches(place) else { return nil }
            return DueItem(
                .acknowledgeWarning, warning.id, student: warning.student, unit: place.classID,
                since: warning.raisedAt, dueAt: warning.dueAt)
        }
    }

    private func item(_ kind: DueItem.Kind, _ warning: WarningRecord, dueAt: Timestamp?) -> DueItem {
        DueItem(
            kind, warning.id, student: warning.student, unit: warning.schoolClass, level: warning.suggestedLevel,
            since: warning.raisedAt, dueAt: dueAt)
    }
}
