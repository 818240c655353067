public import Access
public import Domain
internal import EventLoop
internal import JSONRPC
internal import Store
public import XinyuAPI

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
        return try await run.engine.store.read { transaction in
            try body(ReadingCall(context: context, transaction: transaction, units: units.tree))
        }
    }

    /// Writes in one transaction, which is durable when this returns. What `body` throws undoes it.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Value
    ) async throws -> Value {
        try await run.write(body)
    }

    /// As `write`, and keeps the answer under the caller's idempotency key in the same transaction: the last step of
    /// a method that is idempotent. A call with the same key that was committed meanwhile answers in its place.
    public func commit<Response: ResponseMessage>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Response
    ) async throws -> Response {
        try await run.commit(body)
    }

    // MARK: The caller's session

    /// Whose call it turned out to be, for the record of a method that anyone may call: of a login that fails, too.
    public func identify(account: Identifier) { run.amend { $0.actor = account } }

    /// The live session of a token, as Attach has it; nothing when it is over, or never was.
    public func session(tokenHash: [UInt8]) -> Session? { run.engine.sessions.use(tokenHash, at: context.now) }

    /// From the answer on, calls of this connection that carry no token of their own belong to this session.
    public func bind(sessionTokenHash: [UInt8]) {
        let connection = run.call.connection
        connection.loop.execute { connection.attachment = SessionBinding(tokenHash: sessionTokenHash) }
    }

    /// From the answer on, the connection belongs to nobody.
    public func unbind() {
        let connection = run.call.connection
        connection.loop.execute { connection.attachment = nil }
    }

    // MARK: Changes

    /// The changes of `topic` from now on: watch first, then read, so that nothing falls between.
    public func watch(_ topic: FeedTopic) -> FeedSubscription { run.engine.feed.subscribe(to: topic) }
}
