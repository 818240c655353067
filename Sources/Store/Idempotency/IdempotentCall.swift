public import Domain

/// A changing call that has been answered: the same key gets the same answer, across a crash too.
public struct IdempotentCall: Sendable, Equatable {
    public let account: Identifier
    public let key: String
    public let method: String
    /// Of the request, so that a key used for another request is noticed.
    public let requestHash: [UInt8]
    public let response: [UInt8]
    public let at: Timestamp

    public init(
        account: Identifier, key: String, method: String, requestHash: [UInt8], response: [UInt8], at: Timestamp
    ) {
        self.account = account
        self.key = key
        self.method = method
        self.requestHash = requestHash
        self.response = response
        self.at = at
    }
}
