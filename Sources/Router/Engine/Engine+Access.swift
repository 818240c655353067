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
            guard hidden.isEmpty else {
                trace.isRefusal = true
                throw Self.refusal(of: hidden)
            }
            try refuseReadOnly(admission, context.target, in: transaction)
            return (context, trace)
        } catch {
            throw CallFailure(cause: error, trace: trace)
        }
    }

    /// The one place where an archive that went to another school is kept from change: whatever the method, as long as it
    /// says that it changes something of a student.
    private func refuseReadOnly(
        _ admission: Admission, _ target: Target, in transaction: ReadTransaction
    ) throws {
        guard admission.method.audit == .change, !admission.permission.reachesReadOnlyArchives,
            let student = target.student, let since = try transaction.readOnlySince(student.id)
        else { return }
        throw RPCError.failedPrecondition(
            "this archive has gone to another school, which signed for it on \(CalendarDate(of: since, offset: .zero)); "
                + "what is here may only be read")
    }

    /// Decides for a call whose method asks for a session at most (`Admission.needsNoDatabase`).
    func passAtOnce(_ admission: Admission) -> (CallContext, Trace) {
        let target: Target = admission.method.scope == .installation ? .installation : .caller
        let subject =
            admission.session == nil
            ? AuditRecord.Subject.none : ScopeResolver.subject(.account, admission.identity.accountID)
        let trace = Trace(subject: subject, role: admission.identity.grants.first?.role)
        return (context(admission, target, ceiling: .public), trace)
    }

    /// What the caller may see now of what a stream is about: its session may have ended since, or a grant.
    func presentCeiling(of admission: Admission, _ context: CallContext) throws(RPCError) -> Sensitivity {
        guard let session = admission.session else { return context.ceiling }
        let now = clock.now()
        guard let session = sessions.look(session.tokenHash, at: now) else { throw Self.notLoggedIn }
        let decision = decider.decide(
            session.identity, admission.permission, on: context.target, in: units.tree, at: now)
        switch decision {
        case .allowed(let ceiling, _, _): return min(ceiling, context.ceiling)
        case .denied(let denial): throw Self.refusal(of: denial)
        }
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
        case .denied(let denial):
            if denial == .outOfScope, target != nil { trace.marks.insert(.outOfScope) }
            trace.isRefusal = denial != .noIdentity
            throw Self.refusal(of: denial)
        }
    }

    private static func refusal(of denial: Decision.Denial) -> RPCError {
        switch denial {
        case .noIdentity: notLoggedIn
        case .notPermitted: .permissionDenied()
        case .outOfScope: .notFound()
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
            .status(.permissionDenied),
            "\(fields.joined(separator: ", ")): your role does not allow to ask by this here",
            details: RPCError.Details(
                fieldViolations: fields.map {
                    RPCError.FieldViolation(field: $0, description: "leave it out: it is above what you may see here")
                }))
    }
}
