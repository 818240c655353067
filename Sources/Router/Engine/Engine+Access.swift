internal import Access
internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension Engine {
    /// Decides whether the call may go on. What is refused for its place and what is not there get the same answer.
    ///
    /// - Throws: `CallFailure`.
    func pass<Request: RequestMessage>(
        _ question: Question<Request>, in transaction: ReadTransaction, units: UnitTree
    ) throws -> (CallContext, Trace) {
        let admission = question.admission
        let resolver = ScopeResolver(identity: admission.identity, units: units, transaction: transaction)
        var trace = Trace(subject: question.subject)
        do {
            let scope = try resolver.scope(admission.method.scope, question.scopeIdentifier)
            trace.subject = scope.subject
            let context = try decide(admission, scope.target, units, &trace)
            let hidden = question.request.fieldsAbove(ceiling: context.ceiling)
            guard hidden.isEmpty else { throw Self.refusal(of: hidden) }
            return (context, trace)
        } catch {
            throw CallFailure(cause: error, trace: trace)
        }
    }

    /// Decides for a call whose method asks for a session at most, and so needs no database.
    func passAtOnce(_ admission: Admission) -> (CallContext, Trace) {
        let target: Target = admission.method.scope == .installation ? .installation : .caller
        let subject =
            admission.session == nil
            ? AuditRecord.Subject.none : ScopeResolver.subject(.account, admission.identity.accountID)
        return (context(admission, target, ceiling: .public), Trace(subject: subject))
    }

    private func decide(
        _ admission: Admission, _ target: Target?, _ units: UnitTree, _ trace: inout Trace
    ) throws(RPCError) -> CallContext {
        // What is not there is decided like what is far away: who holds the permission nowhere learns nothing either.
        let decision = decider.decide(
            admission.identity, admission.permission, on: target ?? .installation, in: units, at: admission.now)
        switch decision {
        case .allowed(let ceiling, let role, _):
            trace.role = role
            guard let target else { throw .notFound() }
            return context(admission, target, ceiling: ceiling)
        case .denied(.noIdentity):
            throw Self.notLoggedIn
        case .denied(.notPermitted):
            throw .permissionDenied()
        case .denied(.outOfScope):
            if target != nil { trace.marks.insert(.outOfScope) }
            throw .notFound()
        }
    }

    private func context(_ admission: Admission, _ target: Target, ceiling: Sensitivity) -> CallContext {
        let call = admission.call
        return CallContext(
            identity: admission.identity, peer: call.connection.peer, purpose: call.meta.purpose, ceiling: ceiling,
            now: admission.now, requestID: call.requestID, target: target,
            sessionTokenHash: admission.session?.tokenHash)
    }

    private static func refusal(of fields: [String]) -> RPCError {
        RPCError(
            .status(.permissionDenied), "\(fields.joined(separator: ", ")): your role does not allow to ask by this here",
            details: RPCError.Details(
                fieldViolations: fields.map {
                    RPCError.FieldViolation(field: $0, description: "leave it out: it is above what you may see here")
                }))
    }
}
