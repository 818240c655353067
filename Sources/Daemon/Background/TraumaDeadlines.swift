internal import Domain
internal import Store

/// Notes, once, in the archive that a mandatory report is late. What is to be reported is not said there.
struct TraumaDeadlines: BackgroundWork {
    private static let most = 256

    let store: Store
    let clock: any WallClock
    let random: any RandomSource

    var name: String { "mandatory reports" }
    var interval: Duration { .seconds(30) }

    func runOnce() async throws {
        let now = clock.now()
        guard try await store.read({ try !$0.overdueTraumaSteps(at: now, limit: 1).isEmpty }) else { return }
        let random = random
        try await store.write { transaction in
            for step in try transaction.overdueTraumaSteps(at: now, limit: Self.most) {
                try transaction.noteOverdue(step, at: now)
                try transaction.append(
                    ArchiveEntry(
                        school: step.school, student: step.student, at: now, id: Identifier(randomFrom: random),
                        kind: .protected, sensitivity: .raw, subject: nil, author: nil, summary: "受保护事项：报告逾期"))
            }
        }
    }
}
