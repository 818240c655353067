import Domain
import JSONRPC
import TestSupport
import Testing

@testable import Router

@Suite struct FeedTests {
    private let school = Identifier(randomFrom: SeededRandomSource(seed: 1))
    private let random = SeededRandomSource(seed: 2)

    private func warning() -> FeedEvent { .warning(Identifier(randomFrom: random), school: school) }

    @Test func whatWasPublishedBeforeIsNotTold() async throws {
        let feed = ChangeFeed()
        let (before, after) = (warning(), warning())
        feed.publish(before)
        let changes = feed.subscribe(to: .warnings(school: school))
        feed.publish(after)
        var iterator = changes.makeAsyncIterator()
        #expect(try await iterator.next() == after)
    }

    @Test func aWatcherWhoIsTooSlowIsToldSoAfterWhatItHas() async throws {
        let feed = ChangeFeed(capacity: 2)
        let changes = feed.subscribe(to: .warnings(school: school))
        let events = (0..<4).map { _ in warning() }
        for event in events { feed.publish(event) }
        var told: [FeedEvent] = []
        do {
            for try await event in changes { told.append(event) }
            Issue.record("it ended in order")
        } catch let error as RPCError {
            #expect(error.status == .resourceExhausted)
        }
        #expect(told == Array(events.prefix(2)))
        #expect(!feed.isWatched(.warnings(school: school)))
    }

    /// Each tells the whole: who has the newest has missed nothing.
    @Test func whereOnlyTheNewestMattersAWatcherIsNeverTooSlow() async throws {
        let feed = ChangeFeed(capacity: 2)
        let changes = feed.subscribe(to: .auditRecords)
        for size in 1...10 { feed.publish(.auditRecords(size: UInt64(size))) }
        var iterator = changes.makeAsyncIterator()
        #expect(try await iterator.next() == .auditRecords(size: 10))
    }

    @Test func whoLetsGoIsForgotten() async throws {
        let feed = ChangeFeed()
        do {
            let changes = feed.subscribe(to: .auditRecords)
            #expect(feed.isWatched(.auditRecords))
            _ = changes
        }
        try await eventually { !feed.isWatched(.auditRecords) }
    }
}
