internal import Domain
public import Router
internal import Store

/// Notes, once, that a step, a point, a follow-up, a report or an action of a crisis case is late: in the case's history,
/// and to those who watch. Told within half a minute; a look without a find costs a reader five small queries.
public struct CrisisDeadlines: BackgroundWork {
    public init() {}

    public var name: BackgroundWorkName { .crisisDeadlines }
    public var interval: Duration { .seconds(30) }

    public func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.overdueCrisisItems(at: run.now, limit: $1) }) { item, change in
            guard let crisis = try unlessErased({ try change.transaction.crisisCase(item.crisisCase) }) else { return }
            try change.transaction.noteOverdue(item, of: crisis, at: run.now)
            let note = item.point.map { "\(item.kind.rawValue): \($0.rawValue)" } ?? item.kind.rawValue
            try change.transaction.append(
                CrisisEventRecord(kind: .overdue, state: crisis.state, author: nil, at: run.now, note: note),
                to: crisis)
            change.changed(.crisisCases, of: crisis.student)
            change.publish(.crisis(crisis.id, school: crisis.school))
        }
    }
}
