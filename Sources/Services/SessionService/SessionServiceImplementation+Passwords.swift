internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension SessionServiceImplementation {
    /// The account of this name, if this is its password.
    ///
    /// A name that nobody has costs as much time as one that somebody has, waits as long after failures, and is told
    /// the same; so does an account that is stopped or still waits.
    ///
    /// - Throws: `UNAUTHENTICATED`, with how long to wait before trying again.
    func authenticate(_ password: String, named name: [UInt8], _ call: RunningCall) async throws -> AccountRecord {
        let now = call.context.now
        if let wait = failures.wait(of: name, at: now) { throw Self.refused(wait) }
        let account = try await call.read { try $0.transaction.account(loginIndex: name) }
        if let account { call.identify(account: account.id) }
        let isOpen = account.map { $0.state == .active && ($0.lockedUntil.map { $0 <= now } ?? true) } ?? false
        let isRight = try await passwords.verify(password, against: isOpen ? account?.passwordHash : nil)
        if isRight, let account { return account }
        let until = failures.count(name, at: now)
        // Beside the call, which fails; and not waited for, as the time would tell that there is an account.
        if let account {
            store.write { transaction in
                try transaction.countFailure(of: account.id, lockedUntil: until)
            } completion: { _ in
            }
        }
        throw Self.refused(until.map { $0 - now })
    }

    /// A hash at today's cost, while the password is at hand; nothing when the stored one will do.
    func rehashed(_ password: String, of account: AccountRecord) async throws -> String? {
        guard let stored = account.passwordHash, passwords.needsRehash(stored) else { return nil }
        return try await passwords.hash(password)
    }

    /// The one answer to every login that fails.
    private static func refused(_ wait: Duration?) -> RPCError {
        RPCError(
            .status(.unauthenticated), "login name or password is wrong, or the account cannot be used now",
            details: RPCError.Details(retryDelay: wait))
    }
}

extension WriteTransaction {
    /// Takes `hash` over, if the password is still the one that was checked.
    ///
    /// - Throws: `UNAUTHENTICATED` if the account was stopped, or its password set, in the meantime.
    func takeNewHash(_ hash: String?, of checked: AccountRecord) throws {
        guard var account = try account(checked.id), account.state == .active,
            account.passwordHash == checked.passwordHash
        else { throw RPCError.unauthenticated() }
        guard let hash else { return }
        account.passwordHash = hash
        try update(account)
    }
}
