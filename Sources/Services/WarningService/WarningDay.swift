internal import Access
internal import Domain
internal import Store

/// Warnings that nobody has taken, and interviews that their owner has still to hold.
struct WarningDay: DayContributor {
    private static let most = 1_000

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.warningHandle) else { return [] }
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

    private func item(_ kind: DueItem.Kind, _ warning: WarningRecord, dueAt: Timestamp?) -> DueItem {
        DueItem(
            kind, warning.id, student: warning.student, unit: warning.schoolClass, level: warning.suggestedLevel,
            since: warning.raisedAt, dueAt: dueAt)
    }
}
