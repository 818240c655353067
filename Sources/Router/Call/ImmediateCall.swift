public import Domain

/// What a method gets that answers from memory, on the loop: it must not block.
public struct ImmediateCall: Sendable {
    public let context: CallContext
    /// Absolute end of the caller's session; nothing without one.
    public let sessionExpiresAt: Timestamp?
}
