public import Domain

/// A role in a scope for a time, asked for and decided, as stored.
public struct GrantRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case requested, approved, refused, revoked
    }

    public let id: Identifier
    public let account: Identifier
    public let role: Role
    /// What kind of thing the scope is, as the policy names it.
    public let scopeKind: String
    public let scope: Identifier
    public let startsAt: Timestamp
    public var endsAt: Timestamp?
    public var state: State
    public let requestedBy: Identifier
    public let requestedAt: Timestamp
    public var decidedBy: Identifier?
    public var decidedAt: Timestamp?
    /// Why it was asked for or decided so.
    public var reason: String?

    public init(
        id: Identifier, account: Identifier, role: Role, scopeKind: String, scope: Identifier, startsAt: Timestamp,
        endsAt: Timestamp? = nil, state: State, requestedBy: Identifier, requestedAt: Timestamp,
        decidedBy: Identifier? = nil, decidedAt: Timestamp? = nil, reason: String? = nil
    ) {
        self.id = id
        self.account = account
        self.role = role
        self.scopeKind = scopeKind
        self.scope = scope
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.state = state
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
    }
}
