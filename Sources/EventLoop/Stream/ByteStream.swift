/// One connection of bytes in both directions, on one event loop.
///
/// Everything here must only be touched on `loop`; the receiver is called there too.
public protocol ByteStream: AnyObject, Sendable {
    var loop: EventLoop { get }
    /// Who is at the other end by the kernel's word, read once when the connection was accepted.
    var peer: PeerCredentials? { get }
    /// Bytes that were given to `write` and are not yet taken by the other end.
    var queuedBytes: Int { get }
    /// Starts reading. Called once.
    func start(receiver: any ByteStreamReceiver)
    /// Queues bytes; what is queued in one turn of the loop leaves as one write.
    func write(_ bytes: [UInt8])
    func pauseReading()
    func resumeReading()
    /// Ends the connection: at once, dropping what is queued, or after what is queued has left.
    func close(afterFlush: Bool)
}

/// What a `ByteStream` tells its user, always on the stream's loop.
public protocol ByteStreamReceiver: AnyObject, Sendable {
    /// Bytes have come; the buffer is valid during the call only.
    func received(_ bytes: UnsafeRawBufferPointer)
    /// Everything that was queued has been taken by the other end.
    func drained()
    /// The other end has sent all that it will, and still reads: a script that pipes its calls in. True keeps the
    /// connection for what is to be written; false ends it, as it does where this is not implemented.
    func inputEnded() -> Bool
    /// The connection is over; the last call, and called exactly once.
    func ended(_ reason: StreamEnd)
}

extension ByteStreamReceiver {
    public func inputEnded() -> Bool { false }
}

/// Why a stream came to its end.
public enum StreamEnd: Sendable, Equatable {
    /// The other end closed in order.
    case closedByPeer
    /// This side called `close`.
    case closedHere
    /// The transport failed; the system's error name, as `EPIPE`.
    case failed(String)
}

/// Who connected, by the kernel (`SO_PEERCRED`).
public struct PeerCredentials: Sendable, Hashable {
    public let processID: Int32
    public let userID: UInt32
    public let groupID: UInt32

    public init(processID: Int32, userID: UInt32, groupID: UInt32) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
    }
}
