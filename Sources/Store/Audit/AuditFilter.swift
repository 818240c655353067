public import Domain

/// Which records of the access log are wanted; what is not said does not matter.
public struct AuditFilter: Sendable, Equatable {
    public var subject: Identifier?
    public var actor: Identifier?
    /// From this moment on.
    public var from: Timestamp?
    /// Up to, and without, this moment.
    public var until: Timestamp?

    public init(
        subject: Identifier? = nil, actor: Identifier? = nil, from: Timestamp? = nil, until: Timestamp? = nil
    ) {
        self.subject = subject
        self.actor = actor
        self.from = from
        self.until = until
    }
}
