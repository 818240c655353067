internal import Domain
internal import Router
internal import Store

/// Cancels requests for the counselling room that nobody has answered when they were to begin, and tells the student's
/// archive.
struct AppointmentLapses: BackgroundWork {
    var name: BackgroundWorkName { .appointmentLapses }
    var interval: Duration { .seconds(60) }

    func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.appointmentsToLapse(at: run.now, limit: $1) }) { lapsed, change in
            var appointment = lapsed
            appointment.state = try appointment.state.applying(.cancel)
            appointment.changedAt = run.now
            appointment.sequence += 1
            try change.transaction.update(appointment)
            try change.transaction.append(
                ArchiveEntry(
                    school: appointment.school, student: appointment.student, at: run.now, id: change.newIdentifier(),
                    kind: .counselling, subject: appointment.id, author: nil, summary: "心理辅导预约：逾期未确认，已取消"))
            change.changed(.appointments, of: appointment.student)
        }
    }
}
