internal import Access
internal import Domain
internal import Store

/// Re-scorings that wait for a person's word.
struct RescoringDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.rescoringDecide) else { return [] }
        return try watch.schools.filter { watch.covers($0) }.flatMap { school in
            try transaction.rescoringsToDecide(ofSchool: school).map { rescoring in
                DueItem(
                    .decideRescoring, rescoring.id, unit: school, since: rescoring.readyAt ?? rescoring.startedAt,
                    dueAt: nil,
                    name: "\(rescoring.to.instrumentID) \(rescoring.from.version) → \(rescoring.to.version)")
            }
        }
    }
}
