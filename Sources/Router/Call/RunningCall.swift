public import Domain
public import JSONRPC
internal import Store
internal import Synchronization

/// What a method gets that opens transactions of its own, streams, or waits. From any thread.
///
/// Access was decided before the method began. The call's record goes into the transaction of its first `write`; one
/// that writes nothing has it at its end, and one that opens personal data before its start.
public final class RunningCall: Sendable {
    public let context: CallContext
    let run: Run

    init(context: CallContext, run: Run) {
        self.context = context
        self.run = run
    }

    /// Whether the caller has gone or the time is over. The task is cancelled too.
    public var isCancelled: Bool { run.call.isCancelled }

    /// Where randomness comes from.
    public var random: any RandomSource { run.engine.random }

    /// The committed tree of units.
    public var units: UnitTree { run.engine.units.tree }

    /// Reads in a snapshot of its own.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadingCall) throws -> Value
    ) async throws -> Value {
        let context = context
        let units = run.engine.units
        return try await run.engine.read { transaction in
            try body(ReadingCall(context: context, transaction: transaction, units: units.tree))
        }
    }

    /// Writes in one transaction, which is durable when this returns. What `body` throws undoes it.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Value
    ) async throws -> Value {
        try await run.write(context, body)
    }

    /// As `write`, and keeps the answer under the caller's idempotency key in the same transaction: the last step of
    /// a method that is idempotent. A call with the same key that was committed meanwhile answers in its place.
    public func commit<Response: Encodable>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Response
    ) async throws -> Response {
        try await run.commit(context, body)
    }

    /// The changes of `topic` from now on: watch first, then read, so that nothing falls between.
    public func watch(_ topic: FeedTopic) -> FeedSubscription { run.engine.feed.subscribe(to: topic) }
}
