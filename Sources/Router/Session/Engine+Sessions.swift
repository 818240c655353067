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
            return sessions.session(token.hash, at: now)
        }
        guard let binding = call.connection.attachment as? SessionBinding else { return nil }
        return sessions.session(binding.tokenHash, at: now)
    }

    /// Prepares what a write does to sessions, for after its commit: sessions in memory follow what is stored.
    func settleSessions(_ effects: CommitEffects, at now: Timestamp, in transaction: WriteTransaction) throws {
        for account in effects.accountsChanged {
            let identity = try transaction.identity(of: account, at: now)
            transaction.afterCommit { self.sessions.replace(identity, of: account) }
        }
        for session in effects.sessionsOpened { transaction.afterCommit { self.sessions.add(session) } }
        for tokenHash in effects.sessionsEnded { transaction.afterCommit { self.sessions.end(tokenHash) } }
    }
}
