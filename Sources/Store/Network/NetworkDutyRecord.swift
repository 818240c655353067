public import Domain

/// A person named for a unit of the early-warning network, for a time.
public struct NetworkDutyRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let unit: Identifier
    public let account: Identifier
    public let part: NetworkPart
    public let startsAt: Timestamp
    public var endsAt: Timestamp?
    public let assignedBy: Identifier
    public let assignedAt: Timestamp

    public init(
        school: Identifier, id: Identifier, unit: Identifier, account: Identifier, part: NetworkPart,
        startsAt: Timestamp, endsAt: Timestamp? = nil, assignedBy: Identifier, assignedAt: Timestamp
    ) {
        self.school = school
        self.id = id
        self.unit = unit
        self.account = account
        self.part = part
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.assignedBy = assignedBy
        self.assignedAt = assignedAt
    }

    public func isInForce(at moment: Timestamp) -> Bool {
        startsAt <= moment && (endsAt.map { moment < $0 } ?? true)
    }
}
