internal import Access
internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Store
internal import Vault
internal import XinyuAPI

/// What every call needs to be answered, and the steps that are the same for all methods.
final class Engine: Sendable {
    let store: Store
    let ring: KeyRing
    let log: AuditLog
    let decider: AccessDecider
    let sessions: SessionRegistry
    let units: UnitDirectory
    let feed: ChangeFeed
    let serving: ServingState
    let clock: any WallClock
    let random: any RandomSource

    init(_ environment: RouterEnvironment) {
        store = environment.store
        ring = environment.ring
        log = environment.log
        decider = environment.decider
        sessions = environment.sessions
        units = environment.units
        feed = environment.feed
        serving = environment.serving
        clock = environment.clock
        random = environment.random
    }

    // MARK: Admission, on the loop

    func admit(_ call: IncomingCall, to method: Method) throws(RPCError) -> Admission {
        let (method, permission) = (method.descriptor, method.permission)
        let now = clock.now()
        let session = session(of: call, at: now)
        if session == nil && permission != .anyone { throw Self.notLoggedIn }
        if session?.identity.standing == .firstPassword, permission != .anyone, !method.isOpenToFirstPassword {
            throw Self.passwordIsFirst
        }
        if method.needsPurpose && call.meta.purpose?.contains(where: { !$0.isWhitespace }) != true {
            throw .invalidArgument(field: "meta.purpose", description: "say why you need this; it is kept in the log")
        }
        return Admission(
            call: call, method: method, permission: permission, identity: session?.identity ?? .nobody,
            session: session, now: now)
    }

    static let notLoggedIn = RPCError.unauthenticated("log in: there is no session, or it is over")

    private static let passwordIsFirst = RPCError.failedPrecondition(
        "your password was set by somebody else: set your own with \(SessionServiceMethods.changePassword.name); until "
            + "then nothing else is open but \(SessionServiceMethods.whoAmI.name) and "
            + "\(SessionServiceMethods.logout.name)")

    // MARK: Reading

    /// Reads in a snapshot; `completion` is called on a thread of the store.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> Value,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        store.enqueueRead { transaction in completion(Result { try body(transaction) }) }
    }

    // MARK: Writing

    /// Writes in one transaction of the store's; `completion` is called when it is durable, or undone.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction, PendingUnits) throws -> Value,
        completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let pending = PendingUnits()
        store.write { transaction in
            try body(transaction, pending)
        } completion: { result in
            switch result {
            case .success: self.serving.storeWorks()
            case .failure(let error):
                if let version = pending.version { self.units.dropped(version) }
                if (error as? StoreError)?.stopsServing == true { self.serving.storeFailed() }
            }
            completion(result)
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction, PendingUnits) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            write(body) { continuation.resume(with: $0) }
        }
    }

    /// Prepares what is to be done after the commit. The last step of a write.
    func settle(
        _ effects: CommitEffects, at now: Timestamp, in transaction: WriteTransaction, _ pending: PendingUnits
    ) throws {
        if effects.unitsChanged {
            let version = units.expect(try UnitDirectory.tree(in: transaction))
            pending.version = version
            transaction.afterCommit { self.units.committed(version) }
        }
        try settleSessions(effects, at: now, in: transaction)
        for event in effects.events { transaction.afterCommit { self.feed.publish(event) } }
    }

    // MARK: Ending

    func checkStillWanted(_ call: IncomingCall, trace: Trace) throws(CallFailure) {
        if call.isCancelled { throw CallFailure(cause: CallFailure.Abandoned(), trace: trace) }
    }
}
