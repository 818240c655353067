public import Domain

/// The erasure of a student's data, as stored. It outlives what it erases: that it was done stays.
public struct ErasureRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public var state: ErasureState
    public let ground: ErasureGround
    /// In the words of who asked; gone with the student's key.
    public let reason: String?
    /// `Identifier.installation` where a rule asked.
    public let requestedBy: Identifier
    public let requestedAt: Timestamp
    public var decidedBy: Identifier?
    public var decidedAt: Timestamp?
    public var doneAt: Timestamp?
    /// Rows deleted, and keys destroyed.
    public var rows: Int?
    public var keys: Int?

    public init(
        school: Identifier, id: Identifier, student: Identifier, state: ErasureState = .requested,
        ground: ErasureGround, reason: String?, requestedBy: Identifier, requestedAt: Timestamp,
        decidedBy: Identifier? = nil, decidedAt: Timestamp? = nil, doneAt: Timestamp? = nil, rows: Int? = nil,
        keys: Int? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.state = state
        self.ground = ground
        self.reason = reason
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.doneAt = doneAt
        self.rows = rows
        self.keys = keys
    }
}

/// That nothing of a student's archive may go, whatever the rules say: by whom, and why.
public struct LegalHoldRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let reason: String
    public let placedBy: Identifier
    public let placedAt: Timestamp
    public var releasedBy: Identifier?
    public var releasedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, reason: String, placedBy: Identifier,
        placedAt: Timestamp, releasedBy: Identifier? = nil, releasedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.reason = reason
        self.placedBy = placedBy
        self.placedAt = placedAt
        self.releasedBy = releasedBy
        self.releasedAt = releasedAt
    }
}
