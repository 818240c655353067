internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension WriteTransaction {
    /// The account that a student who shows a code works with: the student's own. Who has none gets one at the first
    /// code, without a password: it opens by codes only. So a session is an account's, whichever way it was opened, and
    /// the log names the same account for a student from year to year.
    ///
    /// - Throws: `UNAUTHENTICATED` for an account that was stopped.
    func accountForCode(of student: StudentRecord, _ call: ChangingCall) throws -> Identifier {
        if let account = try account(ofStudent: student.id) {
            guard account.state == .active else { throw RPCError.unauthenticated() }
            return account.id
        }
        let id = call.newIdentifier()
        try insert(
            AccountRecord(
                // A login name has an index of 32 bytes that nobody can type.
                id: id, unit: nil, loginIndex: call.random.bytes(32),
                profile: AccountRecord.Profile(login: "", name: ""), passwordHash: nil, student: student.id,
                createdAt: call.context.now, createdBy: .installation))
        let place = GrantScope.student(student.id).stored
        try insert(
            GrantRecord(
                id: call.newIdentifier(), account: id, role: .student, scopeKind: place.kind, scope: place.id,
                startsAt: call.context.now, state: .approved, requestedBy: .installation,
                requestedAt: call.context.now))
        return id
    }
}
