public import Domain
public import Store

/// Notes, once, in the archive that a mandatory report is late. What is to be reported is not said there.
public struct TraumaDeadlines: Sendable {
    private static let most = 256

    private let store: Store
    private let clock: any WallClock
    private let random: any RandomSource

    public init(store: Store, clock: any WallClock, random: any RandomSource) {
        self.store = store
        self.clock = clock
        self.random = random
    }

    public func runOnce() async throws {
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
