public import Domain
internal import Synchronization

/// The open sessions, in memory: each call is looked up here, and what is revoked here is over at once.
///
/// The store keeps them across a restart; this is filled from it at start.
public final class SessionRegistry: Sendable {
    private struct State {
        var sessions: [[UInt8]: Session] = [:]
        var byAccount: [Identifier: Set<[UInt8]>] = [:]
    }

    private let idle: Duration
    private let state = Mutex(State())

    /// - Parameter idle: a session that is not used for this long ends.
    public init(idle: Duration) { self.idle = idle }

    public var count: Int { state.withLock { $0.sessions.count } }

    /// Opens a session. One that is there with the same token gives way, for its account too.
    public func add(_ session: Session) {
        state.withLock { state in
            Self.remove(session.tokenHash, from: &state)
            state.sessions[session.tokenHash] = session
            state.byAccount[session.identity.accountID, default: []].insert(session.tokenHash)
        }
    }

    /// The session as it is now, used at `now`; nothing when it is unknown, revoked, idle or over.
    public func use(_ tokenHash: [UInt8], at now: Timestamp) -> Session? {
        state.withLock { state in
            guard let session = state.sessions[tokenHash] else { return nil }
            guard now < session.expiresAt, now - session.usedAt < idle else {
                Self.remove(tokenHash, from: &state)
                return nil
            }
            // A second is fine enough for idleness, and spares a copy at each call.
            guard now - session.usedAt >= .seconds(1) else { return session }
            let used = session.with(usedAt: now)
            state.sessions[tokenHash] = used
            return used
        }
    }

    /// The session as it is now, without counting as use: for what goes on by itself, as a watch.
    public func look(_ tokenHash: [UInt8], at now: Timestamp) -> Session? {
        state.withLock { state in
            guard let session = state.sessions[tokenHash], now < session.expiresAt, now - session.usedAt < idle else {
                return nil
            }
            return session
        }
    }

    public func revoke(_ tokenHash: [UInt8]) {
        state.withLock { Self.remove(tokenHash, from: &$0) }
    }

    /// Ends every session of an account but the one that is spared.
    public func revoke(account: Identifier, sparing spared: [UInt8]? = nil) {
        state.withLock { state in
            for hash in state.byAccount[account] ?? [] where hash != spared { Self.remove(hash, from: &state) }
        }
    }

    /// Ends every session of an account but those with these tokens: what the store does not have open is over here.
    public func revoke(account: Identifier, keeping kept: Set<[UInt8]>) {
        state.withLock { state in
            for hash in state.byAccount[account] ?? [] where !kept.contains(hash) { Self.remove(hash, from: &state) }
        }
    }

    /// The account's grants have changed: its sessions have the new ones from now on.
    public func replace(_ identity: Identity) {
        state.withLock { state in
            for hash in state.byAccount[identity.accountID] ?? [] {
                if let session = state.sessions[hash] { state.sessions[hash] = session.with(identity: identity) }
            }
        }
    }

    /// Forgets what is over; the store does the same with its rows.
    public func removeExpired(at now: Timestamp) {
        state.withLock { state in
            let over = state.sessions.values.filter { now >= $0.expiresAt || now - $0.usedAt >= idle }
            for session in over { Self.remove(session.tokenHash, from: &state) }
        }
    }

    private static func remove(_ hash: [UInt8], from state: inout State) {
        guard let session = state.sessions.removeValue(forKey: hash) else { return }
        state.byAccount[session.identity.accountID]?.remove(hash)
        if state.byAccount[session.identity.accountID]?.isEmpty == true {
            state.byAccount[session.identity.accountID] = nil
        }
    }
}
