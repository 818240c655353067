public import Domain

/// A login, as stored: by the hash of its token.
public struct SessionRecord: Sendable, Equatable {
    public let tokenHash: [UInt8]
    public let account: Identifier
    public let createdAt: Timestamp
    public var usedAt: Timestamp
    public let expiresAt: Timestamp
    public var revokedAt: Timestamp?

    public init(
        tokenHash: [UInt8], account: Identifier, createdAt: Timestamp, usedAt: Timestamp, expiresAt: Timestamp,
        revokedAt: Timestamp? = nil
    ) {
        self.tokenHash = tokenHash
        self.account = account
        self.createdAt = createdAt
        self.usedAt = usedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }
}
