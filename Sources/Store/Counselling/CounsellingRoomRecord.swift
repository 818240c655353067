public import Domain

/// A counselling room · 心理辅导室, as stored.
public struct CounsellingRoomRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let name: String
    public let openedAt: Timestamp
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, name: String, openedAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.name = name
        self.openedAt = openedAt
        self.closedAt = closedAt
    }
}
