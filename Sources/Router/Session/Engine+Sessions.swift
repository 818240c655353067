internal import Access
internal import Domain
internal import JSONRPC
internal import Vault

extension Engine {
    private static let scheme = "Bearer "

    /// Whose call it is: by its own token, or by the connection's session. On the connection's loop.
    ///
    /// - Throws: `UNAUTHENTICATED`, in the same words for a token that never was, has expired, or was revoked.
    func session(of call: IncomingCall, at now: Timestamp) throws(RPCError) -> Session? {
        let tokenHash: [UInt8]
        if let authorization = call.meta.authorization {
            guard authorization.hasPrefix(Self.scheme),
                let token = SessionToken(text: authorization.dropFirst(Self.scheme.count))
            else { throw Self.notLoggedIn }
            tokenHash = token.hash
        } else if let binding = call.connection.attachment as? SessionBinding {
            tokenHash = binding.tokenHash
        } else {
            return nil
        }
        return sessions.session(tokenHash, at: now)
    }

    static let notLoggedIn = RPCError.unauthenticated("the session is over, or never was; log in")
}
