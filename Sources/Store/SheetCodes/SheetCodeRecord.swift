public import Domain

/// A one-time code that opens a student's sheets of one campaign, as stored: by its hash.
public struct SheetCodeRecord: Sendable, Equatable {
    public let codeHash: [UInt8]
    public let school: Identifier
    public let campaign: Identifier
    public let student: Identifier
    public let createdAt: Timestamp
    /// The code opens nothing from here on, nor does the session it opened.
    public let expiresAt: Timestamp
    public var usedAt: Timestamp?

    public init(
        codeHash: [UInt8], school: Identifier, campaign: Identifier, student: Identifier, createdAt: Timestamp,
        expiresAt: Timestamp, usedAt: Timestamp? = nil
    ) {
        self.codeHash = codeHash
        self.school = school
        self.campaign = campaign
        self.student = student
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}
