internal import JSONRPC
internal import Synchronization

/// Hands committed changes to those who watch.
///
/// A watcher has room for `capacity` events; one that falls further behind is ended instead of being told half.
public final class ChangeFeed: Sendable {
    private typealias Continuation = AsyncThrowingStream<FeedEvent, any Error>.Continuation

    private struct Watchers {
        var byTopic: [FeedTopic: [UInt64: Continuation]] = [:]
        var next: UInt64 = 0
    }

    private let capacity: Int
    private let watchers = Mutex(Watchers())

    public init(capacity: Int = 1024) { self.capacity = capacity }

    /// Watches from now on, until the subscription is dropped or its task ends.
    public func subscribe(to topic: FeedTopic) -> FeedSubscription {
        let policy: Continuation.BufferingPolicy =
            topic.keepsNewestOnly ? .bufferingNewest(1) : .bufferingOldest(capacity)
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: FeedEvent.self, bufferingPolicy: policy)
        let key = watchers.withLock { watchers in
            watchers.next += 1
            watchers.byTopic[topic, default: [:]][watchers.next] = continuation
            return watchers.next
        }
        continuation.onTermination = { [weak self] _ in self?.forget(key, of: topic) }
        return FeedSubscription(stream: stream)
    }

    /// Tells the topic's watchers. After the commit, in the order of commits.
    public func publish(_ event: FeedEvent) {
        let topic = event.topic
        let told = watchers.withLock { $0.byTopic[topic].map { Array($0.values) } ?? [] }
        for continuation in told {
            // Outside the lock: ending a stream comes back through `onTermination`.
            guard case .dropped = continuation.yield(event), !topic.keepsNewestOnly else { continue }
            continuation.finish(
                throwing: RPCError.resourceExhausted("changes came faster than they were taken; watch again"))
        }
    }

    /// Whether anybody watches.
    public func isWatched(_ topic: FeedTopic) -> Bool { watchers.withLock { $0.byTopic[topic] != nil } }

    private func forget(_ key: UInt64, of topic: FeedTopic) {
        watchers.withLock { watchers in
            watchers.byTopic[topic]?[key] = nil
            if watchers.byTopic[topic]?.isEmpty == true { watchers.byTopic[topic] = nil }
        }
    }
}
