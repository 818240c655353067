internal import Access
internal import Domain
internal import Store

/// Entries of the care list that wait for a word, be it that they are proposed or that an effect proposed something for
/// them, and entries whose review is to come. All name the entry.
struct CareDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.careManage) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            let waiting = Dictionary(
                try transaction.careProposals(ofSchool: school, in: .pending).map { ($0.entry, $0.madeAt) },
                uniquingKeysWith: { first, _ in first })
            for entry in try transaction.openCareEntries(ofSchool: school) {
                guard let place = try transaction.studentPlace(entry.student), watch.reaches(place) else { continue }
                let since = entry.state == .proposed ? entry.createdAt : waiting[entry.id]
                if let since { items.append(item(.decideCareProposal, entry, place, since: since, dueAt: nil)) }
                if let due = entry.reviewAt {
                    items.append(item(.reviewCareEntry, entry, place, since: entry.levelSince, dueAt: due))
                }
            }
        }
        return items
    }

    private func item(
        _ kind: DueItem.Kind, _ entry: CareEntryRecord, _ place: StudentPlace, since: Timestamp, dueAt: Timestamp?
    ) -> DueItem {
        DueItem(
            kind, entry.id, student: entry.student, unit: place.classID, level: entry.level, since: since,
            dueAt: dueAt)
    }
}
