/// The changes of one topic from the moment of subscribing on, in the order of their commits.
///
///     let changes = call.watch(.warnings(school: school))
///     let present = try await call.read { … }        // whatever is committed later is in `changes`
///     for try await event in changes { … }
///
/// A change may be told although the snapshot holds it already: a watcher reads again what an event names, and never
/// misses one. The sequence ends with `RESOURCE_EXHAUSTED` when the watcher is too slow, and with the task.
public struct FeedSubscription: AsyncSequence, Sendable {
    public typealias Element = FeedEvent
    public typealias Failure = any Error

    let stream: AsyncThrowingStream<FeedEvent, any Error>

    public func makeAsyncIterator() -> AsyncThrowingStream<FeedEvent, any Error>.AsyncIterator {
        stream.makeAsyncIterator()
    }
}
