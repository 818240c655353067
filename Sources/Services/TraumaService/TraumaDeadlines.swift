internal import Domain
public import Router
internal import Store

/// Notes, once, in the archive that a mandatory report is late. What is to be reported is not said there.
public struct TraumaDeadlines: BackgroundWork {
    public init() {}

    public var name: BackgroundWorkName { .traumaDeadlines }
    public var interval: Duration { .seconds(30) }

    public func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.overdueTraumaSteps(at: run.now, limit: $1) }) { step, change in
            try change.transaction.noteOverdue(step, at: run.now)
            try change.transaction.append(
                ArchiveEntry(
                    school: step.school, student: step.student, at: run.now, id: change.newIdentifier(),
                    kind: .protected, sensitivity: .raw, subject: nil, author: nil, summary: "受保护事项：报告逾期"))
            change.changed(.traumaReports, of: step.student)
        }
    }
}
