public import EventLoop
public import Logging
internal import Synchronization

/// Answers JSON-RPC 2.0 on any number of connections, over any number of loops.
///
///     let server = Server(limits: ServerLimits(), handler: router, logger: logger)
///     let listener = try await UnixListener.serve(socket, on: loop) { server.accept($0) }
///     …
///     await server.drain(within: .seconds(10))
///
/// Requests are one line each, at most `requestBytes`; a batch is one line too. Beside the handler's methods there is
/// `rpc.cancel`, and `rpc.stream` in the other direction.
public final class Server: Sendable {
    private struct Registry {
        var connections: [UInt64: ServerConnection] = [:]
        var nextID: UInt64 = 1
        var deadlines: [ObjectIdentifier: LoopDeadlines] = [:]
        var emptyWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private static let timeToTakeLastAnswers = Duration.seconds(1)

    public let limits: ServerLimits
    private let context: ServerContext
    private let quota: ConnectionQuota
    private let logger: Logger
    private let registry = Mutex(Registry())

    /// `onFault` gets the cause of each `INTERNAL`; without it the log names the cause's type and case, under the
    /// request id, and never what the cause carries.
    public init(
        limits: ServerLimits = ServerLimits(), handler: any CallHandler, logger: Logger,
        onFault: (@Sendable (CallFault) -> Void)? = nil
    ) {
        self.limits = limits
        self.logger = logger
        quota = ConnectionQuota(limit: limits.connections, perUser: limits.connectionsPerUser)
        context = ServerContext(limits: limits, handler: handler, report: onFault ?? { Self.log($0, to: logger) })
    }

    private static func log(_ fault: CallFault, to logger: Logger) {
        logger.error(
            "a call failed inside",
            metadata: [
                "request": .string(fault.requestID), "method": .string(fault.method), "cause": .string(fault.name),
            ])
    }

    public var isDraining: Bool { context.isDraining }

    public var counts: ServerCounts { context.counters.counts }

    /// Serves a connection that has just been made. From any thread.
    public func accept(_ stream: any ByteStream) {
        if stream.loop.isCurrent { open(stream) } else { stream.loop.execute { self.open(stream) } }
    }

    private func open(_ stream: any ByteStream) {
        context.counters.connectionCame()
        if isDraining { return refuse(stream, CancelReason.draining.error) }
        let user = stream.peer?.userID
        if let error = quota.admit(user) {
            logger.warning("connection refused", metadata: ["uid": .string(user.map(String.init) ?? "none")])
            return refuse(stream, error)
        }
        context.counters.connectionOpened()
        let connection = registry.withLock { registry in
            let key = ObjectIdentifier(stream.loop)
            let deadlines = registry.deadlines[key] ?? LoopDeadlines(loop: stream.loop)
            registry.deadlines[key] = deadlines
            let connection = ServerConnection(
                id: registry.nextID, stream: stream, context: context, deadlines: deadlines
            ) { [weak self] in self?.ended($0) }
            registry.connections[connection.id] = connection
            registry.nextID += 1
            return connection
        }
        connection.start()
        // A drain that began meanwhile may not have seen it.
        if isDraining { connection.beginDraining() }
    }

    private func refuse(_ stream: any ByteStream, _ error: RPCError) {
        context.counters.failed(error)
        var line: [UInt8] = []
        ReplyText.append(.failure(error), id: .null, to: &line)
        line.append(0x0A)
        stream.write(line)
        stream.close(afterFlush: true)
    }

    private func ended(_ connection: ServerConnection) {
        quota.release(connection.peer?.userID)
        context.counters.connectionEnded()
        let waiters = registry.withLock { registry in
            registry.connections[connection.id] = nil
            guard registry.connections.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { registry.emptyWaiters = [] }
            return registry.emptyWaiters
        }
        for waiter in waiters { waiter.resume() }
    }

    // MARK: Draining

    /// Stops in order: new calls get `UNAVAILABLE`, streams end with it, idle connections close, and running calls
    /// have until `patience` is over; then they too get `UNAVAILABLE`, and a
    /// second to take it. Returns when all connections are closed.
    public func drain(within patience: Duration) async {
        context.beginDraining()
        onEach { $0.beginDraining() }
        let cutOff = Task {
            try await Task.sleep(for: patience)
            self.onEach { $0.endDraining() }
            try await Task.sleep(for: Self.timeToTakeLastAnswers)
            self.onEach { $0.abandon() }
        }
        await untilEmpty()
        cutOff.cancel()
    }

    private func onEach(_ body: @escaping @Sendable (ServerConnection) -> Void) {
        for connection in registry.withLock({ Array($0.connections.values) }) {
            connection.loop.execute { body(connection) }
        }
    }

    private func untilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = registry.withLock { registry in
                if !registry.connections.isEmpty { registry.emptyWaiters.append(continuation) }
                return registry.connections.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }
}
