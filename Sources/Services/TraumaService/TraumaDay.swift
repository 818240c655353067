internal import Access
internal import Domain
internal import Store

/// Reports that must still be made: for the crisis lead, and the counsellor whom a protocol is assigned to.
struct TraumaDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.traumaHandle) else { return [] }
        let leads = watch.permissions.contains(.crisisLead)
        var items: [DueItem] = []
        for school in watch.schools {
            for report in try transaction.openTraumaReports(ofSchool: school)
            where leads || report.counsellor == watch.account {
                guard let place = try transaction.studentPlace(report.student), watch.reaches(place),
                    let dueAt = try transaction.firstDue(of: report)
                else { continue }
                items.append(
                    DueItem(
                        .reportTrauma, report.id, student: report.student, unit: place.classID, level: .crisis,
                        since: report.openedAt, dueAt: dueAt))
            }
        }
        return items
    }
}
