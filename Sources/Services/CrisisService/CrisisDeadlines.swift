public import Domain
public import Router
public import Store

/// Notes, once, that a step, a point, a follow-up, a report or an action of a crisis case is late: in the case's history,
/// and to those who watch.
public struct CrisisDeadlines: Sendable {
    private static let most = 256

    private let store: Store
    private let feed: ChangeFeed
    private let clock: any WallClock

    public init(store: Store, feed: ChangeFeed, clock: any WallClock) {
        self.store = store
        self.feed = feed
        self.clock = clock
    }

    public func runOnce() async throws {
        let now = clock.now()
        // A look costs less than a turn of the writer, and there is mostly nothing.
        guard try await store.read({ try !$0.overdueCrisisItems(at: now, limit: 1).isEmpty }) else { return }
        let feed = feed
        try await store.write { transaction in
            for item in try transaction.overdueCrisisItems(at: now, limit: Self.most) {
                guard let crisis = try unlessErased({ try transaction.crisisCase(item.crisisCase) }) else { continue }
                try transaction.noteOverdue(item, of: crisis, at: now)
                let note = item.point.map { "\(item.kind.rawValue): \($0.rawValue)" } ?? item.kind.rawValue
                try transaction.append(
                    CrisisEventRecord(kind: .overdue, state: crisis.state, author: nil, at: now, note: note),
                    to: crisis)
                transaction.afterCommit { feed.publish(.crisis(crisis.id, school: crisis.school)) }
            }
        }
    }
}
