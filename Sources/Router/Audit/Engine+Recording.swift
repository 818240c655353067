internal import Access
internal import AuditLog
internal import Domain
internal import EventLoop
internal import JSONRPC
internal import Store
internal import Vault
internal import XinyuAPI

extension Admission {
    var isAudited: Bool { method.audit != .none }

    func record(_ trace: Trace, _ outcome: AuditRecord.Outcome, sealingWith key: OwnerKey) -> AuditRecord {
        let requestID = call.requestID
        let peer = call.connection.peer
        return AuditRecord(
            time: now, actor: trace.actor ?? identity.accountID, role: trace.role?.rawValue ?? "",
            peer: AuditRecord.Peer(
                uid: peer?.userID ?? .max, pid: UInt32(truncatingIfNeeded: peer?.processID ?? 0)),
            method: method.name, permission: permission.rawValue, subject: trace.subject,
            purpose: SealedPurpose.seal(call.meta.purpose ?? "", requestID: requestID, with: key), outcome: outcome,
            counts: trace.counts.recorded, requestID: requestID, marks: trace.marks)
    }
}

extension Engine {
    /// Appends the call's record to `transaction`: durable with all else in it, or not at all.
    func record(
        _ admission: Admission, _ trace: Trace, _ outcome: AuditRecord.Outcome, in transaction: WriteTransaction
    ) throws {
        guard admission.isAudited || trace.isRefusal else { return }
        try log.append(admission.record(trace, outcome, sealingWith: ring.auditKey), in: transaction)
        log.announce(in: transaction, to: feed)
    }

    /// Appends the call's record in a write of its own, and calls `body` when it is durable. Without a record there is
    /// no answer either.
    func record(
        _ admission: Admission, _ trace: Trace, _ outcome: AuditRecord.Outcome,
        then body: @escaping @Sendable () -> Void
    ) {
        write { transaction, _ in
            try self.record(admission, trace, outcome, in: transaction)
        } completion: { result in
            switch result {
            case .success: body()
            case .failure(let error): admission.call.fail(RPCError(answering: error))
            }
        }
    }

    // MARK: Failures

    /// Answers a call that was not done, when it is recorded that it was tried.
    ///
    /// A refusal is recorded even where the method keeps nothing of what it does: attempts are how a search is noticed.
    /// It costs its caller no less than a call that is recorded anyway, waits in the same line, and fails when that is
    /// full; without a session there is no refusal, and so nothing that a stranger could fill the log with.
    func fail(_ admission: Admission, _ error: any Error) {
        let call = admission.call
        guard let failure = error as? CallFailure, admission.isAudited || failure.trace.isRefusal,
            !(failure.cause is CallFailure.Abandoned)
        else {
            return call.fail(RPCError(answering: (error as? CallFailure)?.cause ?? error))
        }
        let answer = RPCError(answering: failure.cause)
        record(admission, failure.trace, AuditRecord.Outcome(answer)) { call.fail(answer) }
    }

    /// Nobody would hear how a change has ended: it is not made.
    func refuseNotification<Request: RequestMessage>(_ question: Question<Request>) {
        let error = RPCError.failedPrecondition("a method that changes something is called with an id")
        let trace = Trace(subject: question.subject)
        fail(question.admission, CallFailure(cause: error, trace: trace))
    }
}

extension AuditRecord.Outcome {
    /// A protocol's fault is an invalid argument; what has no status is unknown.
    init(_ error: RPCError) {
        let status = error.status ?? (error.code == .invalidParams ? .invalidArgument : .unknown)
        self = AuditRecord.Outcome(code: status.rawValue) ?? .ok
    }
}
