public import Domain

/// A role in a place for a time.
public struct Grant: Sendable, Hashable {
    public let id: Identifier
    public let accountID: Identifier
    public let role: Role
    public let scope: GrantScope
    /// In force from here on; from the beginning when nothing.
    public let startsAt: Timestamp?
    /// In force until just before here; for ever when nothing.
    public let endsAt: Timestamp?

    public init(
        id: Identifier, accountID: Identifier, role: Role, scope: GrantScope, startsAt: Timestamp? = nil,
        endsAt: Timestamp? = nil
    ) {
        self.id = id
        self.accountID = accountID
        self.role = role
        self.scope = scope
        self.startsAt = startsAt
        self.endsAt = endsAt
    }

    public func isInForce(at now: Timestamp) -> Bool {
        (startsAt.map { $0 <= now } ?? true) && (endsAt.map { now < $0 } ?? true)
    }
}

/// Where a grant holds.
public enum GrantScope: Sendable, Hashable {
    case installation
    /// The unit and everything below it.
    case unit(Identifier)
    /// One student: the student's own account, or a mentor's student.
    case student(Identifier)
    /// The panel of experts of the schools in a unit, or of all schools: opens nothing but consultations, while they are
    /// open and the account is assigned to them.
    case panel(Identifier?)
    /// A hospital or the like: opens the referrals that are addressed to it.
    case institution(Identifier)
}
