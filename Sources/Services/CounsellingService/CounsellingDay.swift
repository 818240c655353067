internal import Access
internal import Domain
internal import Store

/// Requests to confirm, appointments to hold, notes to write, and who is to be looked at again; for a student, the own
/// appointments.
struct CounsellingDay: DayContributor {
    private static let most = 1_000

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        if watch.permissions.contains(.appointmentOwn), let student = watch.ownStudent {
            return try ofStudent(student, watch, in: transaction)
        }
        guard watch.permissions.contains(.appointmentHandle) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for appointment in try transaction.appointments(ofSchool: school, in: .requested, limit: Self.most)
            where isFor(watch, appointment, dueAt: appointment.confirmBy) {
                items.append(
                    item(.confirmAppointment, appointment, since: appointment.bookedAt, dueAt: appointment.confirmBy))
            }
            for state in [AppointmentState.confirmed, .checkedIn] {
                for appointment in try transaction.appointments(ofSchool: school, in: state, limit: Self.most)
                where isFor(watch, appointment, dueAt: appointment.end) {
                    items.append(
                        item(.holdAppointment, appointment, since: appointment.bookedAt, dueAt: appointment.start))
                }
            }
            for appointment in try transaction.appointmentsWithoutNotes(ofSchool: school, limit: Self.most)
            where isFor(watch, appointment, dueAt: appointment.notesBy) {
                items.append(
                    item(.writeInterviewNotes, appointment, since: appointment.changedAt, dueAt: appointment.notesBy))
            }
            for appointment in try transaction.appointmentsToFollowUp(ofSchool: school, limit: Self.most)
            where isFor(watch, appointment, dueAt: appointment.followUpAt) {
                items.append(
                    item(.followUp, appointment, since: appointment.changedAt, dueAt: appointment.followUpAt))
            }
        }
        return items
    }

    /// What is another counsellor's comes up for the colleagues once it is overdue: somebody may be away.
    private func isFor(_ watch: DayWatch, _ appointment: AppointmentRecord, dueAt: Timestamp?) -> Bool {
        appointment.counsellor == watch.account || (dueAt.map { $0 < watch.now } ?? false)
    }

    private func ofStudent(
        _ student: Identifier, _ watch: DayWatch, in transaction: ReadTransaction
    ) throws -> [DueItem] {
        try transaction.appointments(ofStudent: student, limit: 100)
            .filter { ($0.state == .requested || $0.state == .confirmed) && $0.end > watch.now }
            .map { item(.holdAppointment, $0, since: $0.bookedAt, dueAt: $0.start) }
    }

    private func item(
        _ kind: DueItem.Kind, _ appointment: AppointmentRecord, since: Timestamp, dueAt: Timestamp?
    ) -> DueItem {
        DueItem(kind, appointment.id, student: appointment.student, since: since, dueAt: dueAt)
    }
}
