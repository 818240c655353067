public import Domain

/// An open session: a hashed token, whose it is, and until when.
public struct Session: Sendable, Hashable {
    /// Hash of the token; the token itself is with the caller only.
    public let tokenHash: [UInt8]
    public let identity: Identity
    public let createdAt: Timestamp
    /// Ends here whatever happens.
    public let expiresAt: Timestamp
    /// The last call.
    public let usedAt: Timestamp

    public init(
        tokenHash: [UInt8], identity: Identity, createdAt: Timestamp, expiresAt: Timestamp, usedAt: Timestamp
    ) {
        self.tokenHash = tokenHash
        self.identity = identity
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }

    func with(identity: Identity? = nil, usedAt: Timestamp? = nil) -> Session {
        Session(
            tokenHash: tokenHash, identity: identity ?? self.identity, createdAt: createdAt, expiresAt: expiresAt,
            usedAt: usedAt ?? self.usedAt)
    }
}
