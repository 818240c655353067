public import Domain

/// What came out, and why.
public enum Decision: Sendable, Hashable {
    /// `ceiling` is the highest that the covering grants give.
    case allowed(ceiling: Sensitivity, role: Role?, grantID: Identifier?)
    case denied(Denial)

    /// For the log and for `WhyAllowed`; a caller is told no more than `notPermitted` or `notFound` does.
    public enum Denial: Sendable, Hashable {
        /// No session.
        case noIdentity
        /// No grant that is in force holds the permission, wherever it is.
        case notPermitted
        /// A grant holds the permission, in another place.
        case outOfScope
    }
}

/// The decision function: pure, and the only one.
public struct AccessDecider: Sendable {
    public let policy: Policy

    public init(policy: Policy) { self.policy = policy }

    /// Whether `identity` may do what needs `permission` to `target`. Denied unless a grant allows it.
    public func decide(
        _ identity: Identity, _ permission: Permission, on target: Target, in units: UnitTree, at now: Timestamp
    ) -> Decision {
        if permission == .anyone { return .allowed(ceiling: .public, role: nil, grantID: nil) }
        guard identity != .nobody else { return .denied(.noIdentity) }
        if permission == .signedIn {
            let grant = identity.grants.first { $0.isInForce(at: now) }
            return .allowed(ceiling: .public, role: grant?.role, grantID: grant?.id)
        }
        var isPermittedSomewhere = false
        var best: (ceiling: Sensitivity, grant: Grant)?
        for grant in identity.grants where grant.isInForce(at: now) && policy.holds(grant.role, permission) {
            isPermittedSomewhere = true
            guard grant.covers(target, in: units, at: now) else { continue }
            let ceiling = policy.ceiling(of: grant.role)
            if best.map({ ceiling > $0.ceiling }) ?? true { best = (ceiling, grant) }
        }
        if let best { return .allowed(ceiling: best.ceiling, role: best.grant.role, grantID: best.grant.id) }
        return .denied(isPermittedSomewhere ? .outOfScope : .notPermitted)
    }
}
