internal import Domain
internal import Store

/// Cancels requests for the counselling room that nobody has answered when they were to begin, and tells the student's
/// archive.
struct AppointmentLapses: BackgroundWork {
    private static let most = 256

    let store: Store
    let clock: any WallClock
    let random: any RandomSource

    var name: String { "appointment lapses" }
    var interval: Duration { .seconds(60) }

    func runOnce() async throws {
        let now = clock.now()
        // A look costs less than a turn of the writer, and there is mostly nothing.
        guard try await store.read({ try !$0.appointmentsToLapse(at: now, limit: 1).isEmpty }) else { return }
        try await store.write { transaction in
            for var appointment in try transaction.appointmentsToLapse(at: now, limit: Self.most) {
                appointment.state = try appointment.state.applying(.cancel)
                appointment.changedAt = now
                appointment.sequence += 1
                try transaction.update(appointment)
                try transaction.append(
                    ArchiveEntry(
                        school: appointment.school, student: appointment.student, at: now,
                        id: Identifier(randomFrom: random), kind: .counselling, subject: appointment.id, author: nil,
                        summary: "心理辅导预约：逾期未确认，已取消"))
            }
        }
    }
}
