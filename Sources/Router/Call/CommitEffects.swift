internal import Access
internal import Domain

/// What a write wants done once it is committed, before its answer leaves.
struct CommitEffects: Sendable {
    var unitsChanged = false
    var accountsChanged: Set<Identifier> = []
    var sessionsOpened: [Session] = []
    var sessionsEnded: [[UInt8]] = []
    var events: [FeedEvent] = []
}
