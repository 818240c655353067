public import Access
public import Domain
public import Store

extension SessionRegistry {
    /// Takes in the sessions that are open in the store: at start, before the first call. From then on what is not
    /// here is not logged in.
    public func load(from transaction: ReadTransaction, at now: Timestamp) throws {
        var identities: [Identifier: Identity?] = [:]
        for record in try transaction.openSessions(at: now) {
            let known = identities[record.account]
            let identity = try known ?? transaction.identity(of: record.account, at: now)
            identities[record.account] = .some(identity)
            guard let identity, !identity.grants.isEmpty else { continue }
            add(
                Session(
                    tokenHash: record.tokenHash, identity: identity, createdAt: record.createdAt,
                    expiresAt: record.expiresAt, usedAt: record.usedAt))
        }
    }
}
