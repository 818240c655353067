/// One end of a pair of connected streams without a socket, for tests of what speaks over a `ByteStream`.
// @unchecked: its variables are only touched on the loop.
public final class InMemoryStream: ByteStream, @unchecked Sendable {
    private enum State { case open, flushing, closed }

    public let loop: EventLoop
    public let peer: PeerCredentials?
    private var other: InMemoryStream?
    private var receiver: (any ByteStreamReceiver)?
    /// Written here and not yet taken by the other end.
    private var waiting: [UInt8] = []
    private var isPaused = true
    private var state = State.open
    private var end: StreamEnd?
    private var willDeliver = false

    /// Two ends; what is written to one in a turn arrives at the other in a later turn, in one piece.
    public static func pair(on loop: EventLoop, peer: PeerCredentials? = nil) -> (InMemoryStream, InMemoryStream) {
        let first = InMemoryStream(loop: loop, peer: peer)
        let second = InMemoryStream(loop: loop, peer: peer)
        first.other = second
        second.other = first
        return (first, second)
    }

    private init(loop: EventLoop, peer: PeerCredentials?) {
        self.loop = loop
        self.peer = peer
    }

    public var queuedBytes: Int { waiting.count }

    public func start(receiver: any ByteStreamReceiver) {
        self.receiver = receiver
        if let end {
            self.receiver = nil
            receiver.ended(end)
        } else {
            resumeReading()
        }
    }

    public func write(_ bytes: [UInt8]) {
        guard state == .open, !bytes.isEmpty else { return }
        waiting.append(contentsOf: bytes)
        deliverLater()
    }

    public func pauseReading() { isPaused = true }

    public func resumeReading() {
        guard receiver != nil else { return }
        isPaused = false
        other?.deliverLater()
    }

    public func close(afterFlush: Bool) {
        guard state != .closed else { return }
        if afterFlush && !waiting.isEmpty {
            state = .flushing
            return
        }
        finish(.closedHere)
    }

    private func deliverLater() {
        guard !willDeliver, !waiting.isEmpty else { return }
        willDeliver = true
        loop.execute { self.deliver() }
    }

    private func deliver() {
        willDeliver = false
        guard state != .closed, !waiting.isEmpty, let other, !other.isPaused, other.state == .open else { return }
        let bytes = waiting
        waiting = []
        bytes.withUnsafeBytes { other.receiver?.received($0) }
        guard waiting.isEmpty, state != .closed else { return }
        if state == .flushing { finish(.closedHere) } else { receiver?.drained() }
    }

    private func finish(_ reason: StreamEnd) {
        guard state != .closed else { return }
        state = .closed
        waiting = []
        let other = other
        // The two ends hold each other only while both are open.
        self.other = nil
        loop.execute {
            self.end = reason
            let receiver = self.receiver
            self.receiver = nil
            receiver?.ended(reason)
            if reason != .closedByPeer { other?.finish(.closedByPeer) }
        }
    }
}
