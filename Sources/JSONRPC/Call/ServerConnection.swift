public import EventLoop
internal import Synchronization

/// One client's connection, as handlers see it.
// @unchecked: `outbox` carries its own lock; every other variable is only touched on the loop.
public final class ServerConnection: @unchecked Sendable {
    private enum State { case open, closing, ended }

    /// Counts connections of one server from 1.
    public let id: UInt64
    /// By the kernel's word; nothing for a transport that does not know.
    public var peer: PeerCredentials? { stream.peer }
    public var loop: EventLoop { stream.loop }
    /// Whatever the handler keeps with a connection, as its session. Only touched on the loop.
    public var attachment: (any AnyObject & Sendable)?

    let context: ServerContext
    let stream: any ByteStream
    let outbox = Mutex(Outbox())
    private let deadlines: LoopDeadlines
    private let whenEnded: @Sendable (ServerConnection) -> Void
    let clock = ContinuousClock()

    // Only touched on the loop.
    private var state = State.open
    private var frames: FrameReader
    private var scanner: EnvelopeScanner
    var inFlight: [CallID: IncomingCall] = [:]
    var notifications: [ObjectIdentifier: IncomingCall] = [:]
    var callCount = 0
    /// Lines that leave together at the end of what the loop is doing.
    var output: [UInt8] = []
    private var isGathering = false
    private var isReadingPaused = false
    private var isDraining = false
    /// The client sends no more, and still reads.
    private var isInputEnded = false
    /// The soonest moment at which a deadline of any kind may have passed.
    private(set) var due: ContinuousClock.Instant?
    var progress = WriteProgress()
    private var lineDue: ContinuousClock.Instant?

    init(
        id: UInt64, stream: any ByteStream, context: ServerContext, deadlines: LoopDeadlines,
        whenEnded: @escaping @Sendable (ServerConnection) -> Void
    ) {
        self.id = id
        self.stream = stream
        self.context = context
        self.deadlines = deadlines
        self.whenEnded = whenEnded
        frames = FrameReader(limit: context.limits.requestBytes)
        scanner = EnvelopeScanner(batchLimit: context.limits.requestsInBatch)
    }

    /// Ends the connection after what is queued has left. From any thread.
    public func close() {
        if loop.isCurrent { closeAfterFlush() } else { loop.execute { self.closeAfterFlush() } }
    }

    // MARK: Reading

    func start() { stream.start(receiver: ConnectionReceiver(self)) }

    /// Works through the lines that are there, as far as the write queue allows.
    private func readLines() {
        gather {
            while state == .open, !isReadingPaused {
                guard let frame = frames.next() else { break }
                read(frame)
                lineDue = nil
                if output.count + stream.queuedBytes > context.limits.highWaterMark { pauseReading() }
            }
        }
        guard state == .open, !isReadingPaused else { return }
        if !frames.hasPartialLine {
            lineDue = nil
        } else if lineDue == nil {
            let moment = clock.now.advanced(by: context.limits.timeToFinishLine)
            lineDue = moment
            wantLook(by: moment)
        }
    }

    private func read(_ frame: FrameReader.Frame) {
        switch frame {
        case .tooLong:
            refuse(.resourceExhausted("a request takes \(context.limits.requestBytes) bytes at most"))
        case .line(let range):
            let line = frames.withBytes(of: range) { scanner.scan($0) }
            switch line {
            case .fault(let error): refuse(error)
            case .single(let element): take(element, batch: nil)
            case .batch(let elements): take(elements)
            }
        }
    }

    private func pauseReading() {
        isReadingPaused = true
        // The client is not slow while it is not heard.
        lineDue = nil
        stream.pauseReading()
    }

    private func resumeReading() {
        guard isReadingPaused, state == .open else { return }
        isReadingPaused = false
        readLines()
        if !isReadingPaused, state == .open { stream.resumeReading() }
    }

    // MARK: Writing

    /// Lets what `body` writes leave as one write.
    func gather(_ body: () -> Void) {
        guard !isGathering else { return body() }
        isGathering = true
        body()
        isGathering = false
        writeOutput()
    }

    /// Queues what `append` adds and a line's end.
    func writeLine(_ append: (inout [UInt8]) -> Void) {
        guard state == .open else { return }
        append(&output)
        output.append(0x0A)
        if !isGathering { writeOutput() }
    }

    private func writeOutput() {
        guard !output.isEmpty else { return closeIfDrained() }
        guard state == .open else { return output = [] }
        progress.written += output.count
        stream.write(output)
        output.removeAll(keepingCapacity: output.capacity <= 64 * 1024)
        if progress.checkAt == nil { watchProgress(from: clock.now) }
        if stream.queuedBytes > context.limits.highWaterMark {
            outbox.withLock { $0.isFull = true }
            if !isReadingPaused { pauseReading() }
        }
        closeIfDrained()
    }

    private func watchProgress(from now: ContinuousClock.Instant) {
        let moment = now.advanced(by: context.limits.timeToTakeReply)
        progress.begin(queued: stream.queuedBytes, until: moment)
        wantLook(by: moment)
    }

    // MARK: Ending

    func beginDraining() {
        isDraining = true
        gather { endCalls(.draining) { $0.isStream } }
        closeIfDrained()
    }

    /// Ends what still runs, with an answer, and the connection.
    func endDraining() {
        gather { endCalls(.draining) { _ in true } }
        closeAfterFlush()
    }

    /// Drops what the other end has not taken.
    func abandon() { stream.close(afterFlush: false) }

    private func closeIfDrained() {
        if isDraining || isInputEnded, !isGathering, inFlight.isEmpty, notifications.isEmpty { closeAfterFlush() }
    }

    private func closeAfterFlush() {
        guard state == .open else { return }
        if !output.isEmpty {
            progress.written += output.count
            stream.write(output)
            output = []
        }
        state = .closing
        if progress.checkAt == nil { watchProgress(from: clock.now) }
        stream.close(afterFlush: true)
    }

    // MARK: Deadlines

    func wantLook(by moment: ContinuousClock.Instant) {
        guard state != .ended, due.map({ moment < $0 }) ?? true else { return }
        due = moment
        deadlines.watch(self, by: moment)
    }

    /// Something may be over: calls, the patience with a reader, the patience with a line.
    func look(at now: ContinuousClock.Instant) {
        due = nil
        guard state != .ended else { return }
        gather { expireCalls(at: now) }
        if let checkAt = progress.checkAt, checkAt <= now {
            switch progress.check(queued: stream.queuedBytes) {
            case .idle: break
            case .moving: watchProgress(from: now)
            case .stuck: return stream.close(afterFlush: false)
            }
        }
        if let lineDue, lineDue <= now, state == .open {
            self.lineDue = nil
            refuse(RPCError(.status(.deadlineExceeded), "the line was not finished in time"))
            return closeAfterFlush()
        }
        for moment in [progress.checkAt, lineDue, soonestDeadline].compactMap({ $0 }) { wantLook(by: moment) }
    }

    // MARK: What the stream tells

    fileprivate func received(_ bytes: UnsafeRawBufferPointer) {
        guard state == .open else { return }
        frames.append(bytes)
        readLines()
    }

    fileprivate func drained() {
        makeRoom()
        resumeReading()
    }

    /// What was asked is still answered; a watch, which would have no end, is cut.
    fileprivate func inputEnded() -> Bool {
        guard state == .open else { return false }
        isInputEnded = true
        lineDue = nil
        gather { endCalls(.disconnected) { $0.isStream } }
        closeIfDrained()
        return true
    }

    fileprivate func ended() {
        state = .ended
        due = nil
        deadlines.forget(self)
        output = []
        closeOutbox()
        endCalls(.disconnected) { _ in true }
        context.handler.connectionEnded(self)
        attachment = nil
        whenEnded(self)
    }
}

/// Keeps what the stream calls out of the connection's public face.
private final class ConnectionReceiver: ByteStreamReceiver {
    private let connection: ServerConnection

    init(_ connection: ServerConnection) { self.connection = connection }

    func received(_ bytes: UnsafeRawBufferPointer) { connection.received(bytes) }
    func drained() { connection.drained() }
    func inputEnded() -> Bool { connection.inputEnded() }
    func ended(_ reason: StreamEnd) { connection.ended() }
}
