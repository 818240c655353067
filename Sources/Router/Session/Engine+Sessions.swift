internal import Access
internal import Domain
internal import JSONRPC
internal import Store
internal import Vault

extension Engine {
    private static let scheme = "Bearer "

    /// Whose call it is: by its own token, or by the connection's session. Nothing for a token that never was, has
    /// expired, or was revoked: all these are the same to the caller. On the connection's loop.
    func session(of call: IncomingCall, at now: Timestamp) -> Session? {
        if let authorization = call.meta.authorization {
            guard authorization.hasPrefix(Self.scheme),
                let token = SessionToken(text: authorization.dropFirst(Self.scheme.count))
            else { return nil }
            return sessions.use(token.hash, at: now)
        }
        guard let binding = call.connection.attachment as? SessionBinding else { return nil }
        return sessions.use(binding.tokenHash, at: now)
    }

    /// Prepares what a write does to sessions, for after its commit: sessions in memory follow what is stored.
    func settleSessions(_ effects: CommitEffects, at now: Timestamp, in transaction: WriteTransaction) throws {
        for account in effects.accountsChanged {
            let identity = try transaction.identity(of: account, at: now)
            let open = try transaction.openSessions(of: account, at: now).map(\.tokenHash)
            transaction.afterCommit {
                guard let identity, !identity.grants.isEmpty else { return self.sessions.revoke(account: account) }
                self.sessions.revoke(account: account, keeping: Set(open))
                self.sessions.replace(identity)
            }
        }
        for session in effects.sessionsOpened { transaction.afterCommit { self.sessions.add(session) } }
        for tokenHash in effects.sessionsEnded { transaction.afterCommit { self.sessions.revoke(tokenHash) } }
    }
}
