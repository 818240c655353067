internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension AccountServiceImplementation {
    public func requestGrant(_ request: APIRequestGrantRequest, _ call: ChangingCall) throws -> APIRequestGrantResponse
    {
        let account = try call.transaction.accountInFull(try Identifier(request.accountID, field: "accountId"))
        let draft = try GrantDraft(request, at: call.context.now)
        try checkPlace(draft.scope, call)
        try draft.check(for: account, by: call.context.accountID, at: call.context.now, policy: policy)
        let grant = draft.grant(
            id: call.newIdentifier(), of: account.record.id, requestedBy: call.context.accountID,
            at: call.context.now, policy: policy)
        try call.transaction.insert(grant)
        if grant.state == .approved { call.accessChanged(account: account.record.id) }
        call.count(.grants, 1)
        return .with { $0.grant = APIGrant(grant) }
    }

    public func decideGrant(_ request: APIDecideGrantRequest, _ call: ChangingCall) throws -> APIDecideGrantResponse {
        var grant = try call.transaction.grantInFull(try Identifier(request.grantID, field: "grantId"))
        let decision = try GrantRecord.State(decision: request.decision)
        guard grant.state == .requested else { throw RPCError(GrantRules.Violation.notWaiting) }
        try GrantRules.allowing {
            () throws(GrantRules.Violation) in
            try GrantRules.checkDecision(
                for: grant.account, askedBy: grant.requestedBy, decidedBy: call.context.accountID)
        }
        if decision == .approved { try checkStillPossible(grant, call) }
        grant.state = decision
        grant.decidedBy = call.context.accountID
        grant.decidedAt = call.context.now
        guard try call.transaction.decide(grant, expected: .requested) else { throw RPCError.aborted() }
        if decision == .approved { call.accessChanged(account: grant.account) }
        call.count(.grants, 1)
        return .with { $0.grant = APIGrant(grant) }
    }

    public func revokeGrant(_ request: APIRevokeGrantRequest, _ call: ChangingCall) throws -> APIRevokeGrantResponse {
        var grant = try call.transaction.grantInFull(try Identifier(request.grantID, field: "grantId"))
        let former = grant.state
        guard former == .requested || former == .approved else {
            throw RPCError.failedPrecondition("the grant is \(former.rawValue) already")
        }
        guard grant.role != .securityOfficer || grant.account != call.context.accountID else {
            throw RPCError.failedPrecondition("a security officer's grant is taken back by somebody else")
        }
        grant.state = .revoked
        grant.decidedBy = call.context.accountID
        grant.decidedAt = call.context.now
        guard try call.transaction.decide(grant, expected: former) else { throw RPCError.aborted() }
        if former == .approved { call.accessChanged(account: grant.account) }
        call.count(.grants, 1)
        return .with { $0.grant = APIGrant(grant) }
    }

    public func listGrants(_ request: APIListGrantsRequest, _ call: ReadingCall) throws -> APIListGrantsResponse {
        let page = try PageRequest(request.page)
        guard let after = page.token.isEmpty ? .installation : Identifier(page.token) else {
            throw PageRequest.foreignToken
        }
        let state = try GrantRecord.State(listed: request.state)
        let grants = try call.transaction.grants(in: state, after: after, limit: page.size + 1)
        call.count(.grants, min(grants.count, page.size))
        return .with {
            $0.grants = grants.prefix(page.size).map { APIGrant($0) }
            if grants.count > page.size { $0.nextPage = grants[page.size - 1].id.description }
        }
    }

    public func whyAllowed(_ request: APIWhyAllowedRequest, _ call: ReadingCall) throws -> APIWhyAllowedResponse {
        guard case .student(let student) = call.context.target else { throw RPCError.notFound() }
        let account = try call.transaction.accountInFull(try Identifier(request.accountID, field: "accountId"))
        let explanation = GrantExplanation(
            account.record, account.grants, on: student, affairs: try call.transaction.affairs(ofStudent: student.id),
            in: call.units, at: call.context.now,
            decider: AccessDecider(policy: policy))
        call.count(.grants, account.grants.count)
        return explanation.response
    }

    /// The place of a grant must be there, and within what the caller answers for: the router has looked at the
    /// account's home only.
    private func checkPlace(_ scope: GrantScope, _ call: ChangingCall) throws {
        let target: Target
        switch scope {
        case .installation:
            target = .installation
        case .unit(let unit):
            target = .unit(try call.transaction.openUnit(unit).id)
        case .student(let student):
            guard let record = try call.transaction.student(student), record.state == .enrolled else {
                throw RPCError.notFound()
            }
            target = .student(
                Target.StudentTarget(
                    id: record.id, schoolID: record.school, classID: record.schoolClass, dormID: record.dorm))
        case .panel(let unit):
            target = try unit.map { .unit(try call.transaction.openUnit($0).id) } ?? .installation
        case .institution(let id):
            guard let institution = try call.transaction.institution(id), institution.closedAt == nil else {
                throw RPCError.notFound()
            }
            target = .institution(id, unitID: institution.unit)
        }
        let decision = AccessDecider(policy: policy).decide(
            call.context.identity, .grantRequest, on: target, in: call.units, at: call.context.now)
        guard case .allowed = decision else { throw RPCError.notFound() }
    }

    /// Whether what was asked for could still be asked for: roles may have been granted since.
    private func checkStillPossible(_ grant: GrantRecord, _ call: ChangingCall) throws {
        let account = try call.transaction.accountInFull(grant.account)
        guard account.record.state == .active else { throw RPCError.failedPrecondition("the account is stopped") }
        guard let scope = GrantScope(kind: grant.scopeKind, id: grant.scope) else {
            throw RPCError.failedPrecondition("the grant is of a kind that is not known here; ask again")
        }
        let others = account.grants.filter { $0.id != grant.id && $0.mayStillBeHeld(at: call.context.now) }
        try GrantRules.allowing {
            () throws(GrantRules.Violation) in
            try GrantRules.checkRequest(
                grant.role, scope, startsAt: grant.startsAt, endsAt: grant.endsAt, for: grant.account,
                by: grant.requestedBy, holding: others.filter { $0.state == .approved }.map(\.role), policy: policy)
        }
    }
}
