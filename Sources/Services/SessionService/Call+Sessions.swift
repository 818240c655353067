internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension ChangingCall {
    /// Ends every session of an account but one, which goes on with what the account may do now.
    func keepOnly(_ tokenHash: [UInt8], of account: Identifier) throws {
        let now = context.now
        guard let identity = try transaction.identity(of: account, at: now) else { throw RPCError.unauthenticated() }
        for session in try transaction.openSessions(of: account, at: now) {
            if session.tokenHash == tokenHash {
                sessionOpened(
                    Session(
                        tokenHash: tokenHash, identity: identity, createdAt: session.createdAt,
                        expiresAt: session.expiresAt, usedAt: now))
            } else {
                try transaction.revokeSession(tokenHash: session.tokenHash, at: now)
                sessionEnded(tokenHash: session.tokenHash)
            }
        }
    }
}
