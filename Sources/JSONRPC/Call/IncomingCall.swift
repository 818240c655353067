internal import Synchronization

/// One call on the server's side. All methods may be called from any thread.
///
/// The first of `reply`, `fail`, cancellation, deadline and the connection's end is the answer; what comes later is
/// ignored. A notification is a call whose answer nobody hears.
public final class IncomingCall: Sendable {
    private struct State {
        var isEnded = false
        var cancelReason: CancelReason?
        var cancelHandlers: [@Sendable () -> Void] = []
        var deadline: ContinuousClock.Instant?
        var isStream = false
    }

    public let method: String
    /// The parameters as JSON, an object; empty when the caller gave none.
    public let params: [UInt8]
    public let meta: CallMeta
    public let connection: ServerConnection
    /// When the request had been read.
    public let arrival: ContinuousClock.Instant
    let id: CallID?
    /// Only touched on the loop; nothing for a call of its own line.
    let batch: BatchReply?
    private let serial: Int
    private let state: Mutex<State>

    init(
        _ envelope: Envelope, connection: ServerConnection, batch: BatchReply?, serial: Int,
        arrival: ContinuousClock.Instant, deadline: ContinuousClock.Instant
    ) {
        id = envelope.id
        method = envelope.method
        params = envelope.params
        meta = envelope.meta
        self.connection = connection
        self.batch = batch
        self.serial = serial
        self.arrival = arrival
        state = Mutex(State(deadline: deadline))
    }

    public var isNotification: Bool { id == nil }

    /// The caller's request id, or one made of connection and call that the daemon's log has too.
    public var requestID: String { meta.requestID ?? "c\(connection.id)-\(serial)" }

    /// Nothing for a call that may run as long as its caller likes.
    public var deadline: ContinuousClock.Instant? { state.withLock { $0.deadline } }

    /// Whether the call was ended before it was answered: stop working.
    public var isCancelled: Bool { cancelReason != nil }

    public var cancelReason: CancelReason? { state.withLock { $0.cancelReason } }

    /// Whether the answer is given, in whichever way.
    public var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Runs `body` when the call is cancelled: on the connection's loop, where it must not block, or at once when it
    /// is cancelled already. It is dropped unrun when the call is answered.
    public func onCancel(_ body: @escaping @Sendable () -> Void) {
        let runsNow = state.withLock { state in
            if state.cancelReason != nil { return true }
            if !state.isEnded { state.cancelHandlers.append(body) }
            return false
        }
        if runsNow { body() }
    }

    /// Sets how long the method may take, counted from the call's arrival; nothing is for ever. The caller's own
    /// `meta.timeout` still holds when it is shorter.
    public func setDeadline(after span: Duration?) {
        let span = [span, meta.timeout].compactMap { $0 }.min()
        let deadline = span.map { arrival.advanced(by: $0) }
        state.withLock { $0.deadline = deadline }
        if deadline != nil { connection.post(.deadline(self)) }
    }

    /// Answers with `result`, which must be JSON; empty stands for `{}`.
    public func reply(result: [UInt8]) {
        if claim() { connection.post(.answer(self, .result(result))) }
    }

    /// Answers with an error.
    public func fail(_ error: RPCError) {
        guard claim() else { return }
        var error = error
        if let cause = error.cause {
            if error.details.requestID == nil { error.details.requestID = requestID }
            connection.context.report(CallFault(method: method, requestID: requestID, cause: cause))
        }
        connection.post(.answer(self, .failure(error)))
    }

    /// Answers with what a handler threw: see `RPCError.init(thrown:)`.
    public func fail(thrown error: any Error) { fail(RPCError(thrown: error)) }

    // MARK: For the connection

    /// The deadline of a call that is not answered.
    var openDeadline: ContinuousClock.Instant? { state.withLock { $0.isEnded ? nil : $0.deadline } }

    var isStream: Bool { state.withLock { $0.isStream } }

    /// Marks the call as a server stream, which a drain ends instead of waiting for it. The first `send` does it too.
    public func beginStreaming() { state.withLock { $0.isStream = true } }

    /// The error for a message that comes too late.
    var endError: RPCError? {
        state.withLock { state in
            if let reason = state.cancelReason { return reason.error }
            return state.isEnded ? .failedPrecondition("the call is answered") : nil
        }
    }

    /// Takes the right to answer, which is given once.
    private func claim() -> Bool {
        let isFirst: Bool? = state.withLock { state in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            state.cancelHandlers = []
            return state.isStream
        }
        if isFirst == true { connection.wakeSenders(of: self) }
        return isFirst != nil
    }

    /// Ends the call, unless it is answered; answers the handlers that must be told, or nothing.
    func cancel(_ reason: CancelReason) -> [@Sendable () -> Void]? {
        let told: (handlers: [@Sendable () -> Void], isStream: Bool)? = state.withLock { state in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            state.cancelReason = reason
            defer { state.cancelHandlers = [] }
            return (state.cancelHandlers, state.isStream)
        }
        guard let told else { return nil }
        if told.isStream { connection.wakeSenders(of: self) }
        return told.handlers
    }
}
