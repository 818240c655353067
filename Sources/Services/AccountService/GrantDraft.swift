internal import Access
internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// A grant as it is asked for.
struct GrantDraft {
    static let mostReasonCharacters = 500

    let role: Role
    let scope: GrantScope
    let startsAt: Timestamp
    let endsAt: Timestamp?
    let reason: String?

    init(_ request: APIRequestGrantRequest, at now: Timestamp) throws(RPCError) {
        let role = try Role(request.role, field: "role")
        guard role != .student else {
            throw .invalidArgument(field: "role", description: "a student's account has this role by itself")
        }
        guard request.reason.count <= GrantDraft.mostReasonCharacters else {
            throw .invalidArgument(
                field: "reason", description: "must have at most \(GrantDraft.mostReasonCharacters) characters")
        }
        self.role = role
        scope = try GrantScope(request.scopeKind, request.scopeID)
        startsAt = request.hasStartsAt ? try Timestamp(request.startsAt, field: "startsAt") : now
        endsAt = request.hasEndsAt ? try Timestamp(request.endsAt, field: "endsAt") : nil
        reason = request.reason.isEmpty ? nil : request.reason
    }

    /// - Throws: `FAILED_PRECONDITION` with the rule that it breaks.
    func check(
        for account: (record: AccountRecord, grants: [GrantRecord]), by requester: Identifier, at now: Timestamp,
        policy: Policy
    ) throws(RPCError) {
        guard account.record.state == .active else { throw .failedPrecondition("the account is stopped") }
        guard account.record.student == nil else {
            throw .failedPrecondition("a student's account takes no other role")
        }
        let held = account.grants.filter { $0.mayStillBeHeld(at: now) }
        try GrantRules.allowing {
            () throws(GrantRules.Violation) in
            try GrantRules.checkRequest(
                role, scope, startsAt: startsAt, endsAt: endsAt, for: account.record.id, by: requester,
                holding: held.map(\.role), policy: policy)
        }
        let place = scope.stored
        if held.contains(where: { $0.role == role && $0.scopeKind == place.kind && $0.scope == place.id }) {
            throw .alreadyExists("the account has this role there, or it was asked for")
        }
    }

    /// In force at once, or waiting for a second person, as the policy says of the role.
    func grant(
        id: Identifier, of account: Identifier, requestedBy requester: Identifier, at now: Timestamp, policy: Policy
    ) -> GrantRecord {
        let place = scope.stored
        return GrantRecord(
            id: id, account: account, role: role, scopeKind: place.kind, scope: place.id, startsAt: startsAt,
            endsAt: endsAt, state: policy.needsApproval(role) ? .requested : .approved, requestedBy: requester,
            requestedAt: now, reason: reason)
    }
}

extension GrantRecord {
    /// Asked for or granted, and not over: it counts when roles are not to be combined, even before it starts.
    func mayStillBeHeld(at now: Timestamp) -> Bool {
        (state == .requested || state == .approved) && (endsAt.map { now < $0 } ?? true)
    }
}

extension GrantRecord.State {
    init(decision: APIGrantState) throws(RPCError) {
        switch decision {
        case .active: self = .approved
        case .rejected: self = .refused
        case .unspecified, .requested, .revoked, .UNRECOGNIZED:
            throw .invalidArgument(field: "decision", description: "must be active or rejected")
        }
    }
}

extension RPCError {
    init(_ violation: GrantRules.Violation) {
        self = .failedPrecondition(violation.description)
    }
}

extension GrantRules {
    /// Has a rule that is broken answered as a failed precondition.
    static func allowing(_ check: () throws(Violation) -> Void) throws(RPCError) {
        do throws(Violation) { try check() } catch { throw RPCError(error) }
    }
}

extension ReadTransaction {
    func grantInFull(_ id: Identifier) throws -> GrantRecord {
        guard let grant = try grant(id) else { throw RPCError.notFound() }
        return grant
    }
}
