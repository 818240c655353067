internal import AuditLog
internal import JSONRPC
internal import Vault

/// The key of the installation that signs, under the name of its log.
struct Signer {
    let secret: SigningKey
    let key: NoteKey

    /// - Throws: `INTERNAL` for an installation whose log has no name to sign under.
    init(_ log: AuditLog, _ ring: KeyRing) throws(RPCError) {
        secret = ring.signingKey
        guard let key = NoteKey(name: log.origin, key: secret.verifyKey) else {
            throw .internal(cause: AuditLogError.badOrigin)
        }
        self.key = key
    }
}
