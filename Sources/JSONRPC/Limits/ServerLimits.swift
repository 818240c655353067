/// What a server takes from its clients. The defaults suit one daemon for one city.
public struct ServerLimits: Sendable {
    /// A request's line, in bytes; a longer one is dropped unread and answered with `RESOURCE_EXHAUSTED`.
    public var requestBytes = 1 << 20
    /// A result, a stream's message, or the results of a batch together, in bytes.
    public var replyBytes = 16 << 20
    public var connections = 4096
    public var connectionsPerUser = 1024
    public var callsInFlight = 256
    public var requestsInBatch = 32
    /// A reader that takes nothing for this long while bytes wait is cut off, at the latest after twice as long.
    public var timeToTakeReply = Duration.seconds(10)
    /// A line that has begun must end within this; slower ones hold memory for nothing.
    public var timeToFinishLine = Duration.seconds(60)
    /// A call's deadline when neither the caller nor the method sets one.
    public var defaultTimeout = Duration.seconds(30)
    /// The longest that a caller's own timeout can be.
    public var longestTimeout = Duration.seconds(600)
    /// Over this many bytes that the other end has not taken, reading stops and streams wait…
    public var highWaterMark = 256 << 10
    /// …until there are no more than this. Reading goes on when all is taken, which is when the stream says so.
    public var lowWaterMark = 64 << 10

    public init() {}
}
