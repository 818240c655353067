public import Access
public import Domain
public import EventLoop

/// Who calls, from where, why, and with what clearance: what a service may know of its call.
public struct CallContext: Sendable {
    /// `.nobody` only in methods that anyone may call.
    public let identity: Identity
    /// By the kernel's word; nothing over a transport that does not know.
    public let peer: PeerCredentials?
    /// Why personal data is asked for, in the caller's words.
    public let purpose: String?
    /// What the caller may see in this scope; what lies above is taken out of the answer by the router.
    public let ceiling: Sensitivity
    /// One moment for the whole call.
    public let now: Timestamp
    /// The caller's name for the call, or one made for it; in the log too.
    public let requestID: String
    /// What the call is about, in its place.
    public let target: Target
    /// By which the caller's session is known; nothing without one.
    public let sessionTokenHash: [UInt8]?

    public var accountID: Identifier { identity.accountID }
}
