/// One libuv loop on its own thread.
public final class EventLoop: Sendable {}
