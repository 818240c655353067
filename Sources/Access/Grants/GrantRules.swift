public import Domain

/// Who may ask for a grant, and who may approve it (domain: People).
public enum GrantRules {
    /// Why a grant cannot be.
    public enum Violation: Error, Sendable, Hashable, CustomStringConvertible {
        case toOneself
        case sameTwoPeople
        case forbiddenCombination(Role, Role)
        case scopeNotForRole(Role)
        case endsBeforeItStarts
        case notWaiting

        public var description: String {
            switch self {
            case .toOneself: "nobody grants a role to themself; ask a colleague"
            case .sameTwoPeople: "who asked for a grant cannot approve it; a second person must"
            case .forbiddenCombination(let one, let other): "\(one.rawValue) cannot be combined with \(other.rawValue)"
            case .scopeNotForRole(let role): "\(role.rawValue) is not granted in a scope of this kind"
            case .endsBeforeItStarts: "the grant must end after it starts"
            case .notWaiting: "the grant does not wait for a decision"
            }
        }
    }

    /// Checks what is asked for, before anyone decides.
    public static func checkRequest(
        _ role: Role, _ scope: GrantScope, startsAt: Timestamp?, endsAt: Timestamp?, for account: Identifier,
        by requester: Identifier, holding present: [Role], policy: Policy
    ) throws(Violation) {
        guard account != requester else { throw .toOneself }
        guard policy.permits(role, in: scope) else { throw .scopeNotForRole(role) }
        if let startsAt, let endsAt, endsAt <= startsAt { throw .endsBeforeItStarts }
        if let other = present.first(where: { policy.forbids(role, with: $0) }) {
            throw .forbiddenCombination(role, other)
        }
    }

    /// Checks who decides on it.
    public static func checkDecision(
        for account: Identifier, askedBy requester: Identifier, decidedBy decider: Identifier
    ) throws(Violation) {
        guard account != decider else { throw .toOneself }
        guard requester != decider else { throw .sameTwoPeople }
    }
}
