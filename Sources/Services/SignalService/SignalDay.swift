internal import Access
internal import Domain
internal import Store

/// Signals that no rule took up, and reports from outside that nobody has matched.
struct SignalDay: DayContributor {
    private static let most = 1_000

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.signalDecide) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for signal in try transaction.undecidedSignals(ofSchool: school, limit: Self.most) {
                guard let place = try transaction.studentPlace(signal.student), watch.reaches(place) else { continue }
                items.append(
                    DueItem(
                        .decideSignal, signal.id, student: signal.student, unit: place.classID,
                        since: signal.receivedAt, dueAt: nil))
            }
            // Who matches looks through the whole school.
            guard watch.covers(school) else { continue }
            for report in try transaction.waitingReports(ofSchool: school, limit: Self.most) {
                items.append(
                    DueItem(.decideSignal, report.id, unit: report.unit, since: report.reportedAt, dueAt: nil))
            }
        }
        return items
    }
}
