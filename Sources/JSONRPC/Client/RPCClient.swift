public import EventLoop
internal import Synchronization

/// Calls the methods of a server over one connection; from any thread, as many at a time as the server allows.
///
///     let client = try await RPCClient.connect(path: "/run/xinyu/socket", on: loop)
///     let result = try await client.call("grpc.health.v1.Health/Check", params: [], meta: CallMeta())
///
/// Every failure is an `RPCError`: the server's own, `CANCELLED` when the task was cancelled, `UNAVAILABLE` when the
/// connection is lost. There is no time limit here: `meta.timeout` asks the server for one.
public final class RPCClient: Sendable {
    fileprivate enum Pending {
        case call(CheckedContinuation<[UInt8], any Error>)
        case stream(AsyncThrowingStream<[UInt8], any Error>.Continuation)

        func finish(_ result: Result<[UInt8], RPCError>) {
            switch self {
            case .call(let continuation): continuation.resume(with: result.mapError { $0 as any Error })
            case .stream(let continuation):
                switch result {
                case .success: continuation.finish()
                case .failure(let error): continuation.finish(throwing: error)
                }
            }
        }
    }

    fileprivate struct State {
        var pending: [Int: Pending] = [:]
        /// Ids whose task was cancelled before its call was made.
        var cancelledEarly: Set<Int> = []
        var nextID = 1
        /// Lines for the loop to send.
        var outgoing: [UInt8] = []
        /// Why there will be no more answers.
        var end: RPCError?
    }

    /// Messages of one stream that wait for their reader; one more ends the stream.
    static let longestQueue = 1024

    private let stream: any ByteStream
    private let state = Mutex(State())

    /// Speaks over `stream`, which must not be started. A reply's line takes at most `replyLimit` bytes.
    public init(_ stream: any ByteStream, replyLimit: Int = 33 << 20) {
        self.stream = stream
        let receiver = ClientReceiver(client: self, limit: replyLimit)
        stream.loop.execute { stream.start(receiver: receiver) }
    }

    /// Connects to the server at `path`.
    public static func connect(path: String, on loop: EventLoop) async throws -> RPCClient {
        RPCClient(try await UnixStream.connect(path: path, on: loop))
    }

    /// Calls `method` and answers the result's JSON. `params` is a JSON object, or empty. Cancelling the task cancels
    /// the call at the server and throws at once.
    public func call(_ method: String, params: [UInt8] = [], meta: CallMeta = CallMeta()) async throws -> [UInt8] {
        let id = takeID()
        defer { _ = state.withLock { $0.cancelledEarly.remove(id) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                begin(id, .call(continuation), method, params, meta)
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Calls a method that streams; ends with the method's reply. Letting go of the stream cancels the call. A reader
    /// who is more than 1,024 messages behind gets `RESOURCE_EXHAUSTED`.
    public func stream(
        _ method: String, params: [UInt8] = [], meta: CallMeta = CallMeta()
    ) -> AsyncThrowingStream<[UInt8], any Error> {
        let id = takeID()
        return AsyncThrowingStream(bufferingPolicy: .bufferingOldest(Self.longestQueue)) { continuation in
            continuation.onTermination = { [weak self] termination in
                if case .cancelled = termination { self?.cancel(id) }
            }
            begin(id, .stream(continuation), method, params, meta)
        }
    }

    /// Ends the connection; calls that still run throw `CANCELLED`.
    public func close() {
        end(with: .cancelled)
        let stream = stream
        stream.loop.execute { stream.close(afterFlush: true) }
    }

    // MARK: Sending

    private func takeID() -> Int {
        state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
    }

    private func begin(_ id: Int, _ pending: Pending, _ method: String, _ params: [UInt8], _ meta: CallMeta) {
        var line: [UInt8] = []
        line.append(ascii: "{\"jsonrpc\":\"2.0\",\"id\":")
        line.append(decimal: id)
        line.append(ascii: ",\"method\":")
        line.append(jsonString: method)
        if !params.isEmpty {
            line.append(ascii: ",\"params\":")
            // In JSON a raw LF can only be white space, but here it would end the line.
            line.append(contentsOf: params.lazy.map { $0 == 0x0A ? 0x20 : $0 })
        }
        if !meta.isEmpty {
            line.append(ascii: ",\"meta\":")
            meta.encode(into: &line)
        }
        line.append(ascii: "}\n")
        let (error, wakesLoop) = state.withLock { state -> (RPCError?, Bool) in
            if let end = state.end { return (end, false) }
            if state.cancelledEarly.remove(id) != nil { return (.cancelled, false) }
            state.pending[id] = pending
            return (nil, state.enqueue(line))
        }
        if let error { return pending.finish(.failure(error)) }
        if wakesLoop { sendLater() }
    }

    private func cancel(_ id: Int) {
        var line: [UInt8] = []
        line.append(ascii: "{\"jsonrpc\":\"2.0\",\"method\":\"rpc.cancel\",\"params\":{\"id\":")
        line.append(decimal: id)
        line.append(ascii: "}}\n")
        let (pending, wakesLoop) = state.withLock { state -> (Pending?, Bool) in
            guard let pending = state.pending.removeValue(forKey: id) else {
                if state.end == nil { state.cancelledEarly.insert(id) }
                return (nil, false)
            }
            return (pending, state.enqueue(line))
        }
        pending?.finish(.failure(.cancelled))
        if wakesLoop { sendLater() }
    }

    private func sendLater() {
        let taken = stream.loop.execute {
            let bytes = self.state.withLock { state in
                defer { state.outgoing = [] }
                return state.outgoing
            }
            self.stream.write(bytes)
        }
        if !taken { end(with: .unavailable("the event loop has stopped")) }
    }

    // MARK: Receiving, on the loop

    fileprivate func take(_ message: ServerMessage) {
        switch message {
        case .result(let id, let result): finish(id, .success(result))
        case .failure(let id?, let error): finish(id, .failure(error))
        case .failure(nil, let error):
            // Which call it meant cannot be known: better none than one that waits for ever.
            end(with: error)
            stream.close(afterFlush: false)
        case .message(let id, let message):
            guard case .stream(let continuation) = state.withLock({ $0.pending[id] }) else { return }
            guard case .dropped = continuation.yield(message) else { return }
            continuation.finish(throwing: RPCError.resourceExhausted("the stream's messages were read too slowly"))
            cancel(id)
        case .other: break
        }
    }

    fileprivate func takeNonsense() {
        end(with: RPCError(.internalError, "the server sent a line that is no JSON-RPC"))
        stream.close(afterFlush: false)
    }

    fileprivate func lost(_ reason: StreamEnd) {
        let how =
            switch reason {
            case .closedByPeer: "the server closed the connection"
            case .closedHere: "the connection was closed"
            case .failed(let name): "the connection failed: \(name)"
            }
        end(with: .unavailable(how))
    }

    private func finish(_ id: Int, _ result: Result<[UInt8], RPCError>) {
        // A cancelled call's answer finds nobody.
        state.withLock { $0.pending.removeValue(forKey: id) }?.finish(result)
    }

    private func end(with error: RPCError) {
        let pending = state.withLock { state in
            if state.end == nil { state.end = error }
            defer { state.pending = [:] }
            return state.pending.values
        }
        for call in pending { call.finish(.failure(error)) }
    }
}

extension RPCClient.State {
    /// Whether the loop must be woken.
    fileprivate mutating func enqueue(_ line: [UInt8]) -> Bool {
        defer { outgoing.append(contentsOf: line) }
        return outgoing.isEmpty
    }
}

/// Turns a stream's bytes into messages.
// @unchecked: its variables are only touched on the loop.
private final class ClientReceiver: ByteStreamReceiver, @unchecked Sendable {
    private let client: RPCClient
    private var frames: FrameReader
    private var ledger = KeyLedger()

    init(client: RPCClient, limit: Int) {
        self.client = client
        frames = FrameReader(limit: limit)
    }

    func received(_ bytes: UnsafeRawBufferPointer) {
        frames.append(bytes)
        while let frame = frames.next() {
            guard case .line(let range) = frame,
                let message = frames.withBytes(of: range, { ServerMessage($0, ledger: &ledger) })
            else { return client.takeNonsense() }
            client.take(message)
        }
    }

    func drained() {}

    func ended(_ reason: StreamEnd) { client.lost(reason) }
}
