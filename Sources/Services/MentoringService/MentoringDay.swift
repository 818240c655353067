internal import Access
internal import Domain
internal import Store

/// Contacts that a mentor owes, and students who wait for a mentor.
struct MentoringDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        if watch.permissions.contains(.mentorContactLog) { return try contact(watch, in: transaction) }
        guard watch.permissions.contains(.mentoringManage) else { return [] }
        return try watch.schools.flatMap { try waiting(in: $0, watch, in: transaction) }
    }

    /// A mentor holds one grant for each mentee.
    private func contact(_ watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard let student = watch.student, let mentorship = try transaction.openMentorship(ofStudent: student),
            mentorship.mentor == watch.account
        else { return [] }
        return [
            DueItem(
                .logContact, mentorship.id, student: student, since: mentorship.lastContactAt ?? mentorship.since,
                dueAt: mentorship.contactDueAt)
        ]
    }

    /// A line a class, and one for each of them who stands on the care list. Nothing in a school that has enlisted nobody:
    /// it has no mentors (yet).
    private func waiting(
        in school: Identifier, _ watch: DayWatch, in transaction: ReadTransaction
    ) throws -> [DueItem] {
        guard try !transaction.mentors(ofSchool: school).isEmpty else { return [] }
        let waiting = try transaction.studentsWithoutMentor(ofSchool: school).filter { watch.reaches($0.place) }
        var since: [Identifier: Timestamp] = [:]
        for student in waiting {
            guard let schoolClass = student.place.classID else { continue }
            since[schoolClass] = min(since[schoolClass] ?? student.enrolledAt, student.enrolledAt)
        }
        var items = since.map { DueItem(.assignMentor, $0.key, unit: $0.key, since: $0.value, dueAt: nil) }
        guard watch.permissions.contains(.careRead) else { return items }
        let places = Dictionary(
            waiting.map { ($0.place.studentID, $0.place) }, uniquingKeysWith: { first, _ in first })
        for entry in try transaction.openCareEntries(ofSchool: school) where entry.state != .proposed {
            guard let place = places[entry.student] else { continue }
            items.append(
                DueItem(
                    .assignMentor, entry.student, student: entry.student, unit: place.classID, level: entry.level,
                    since: entry.createdAt, dueAt: nil))
        }
        return items
    }
}
