internal import Access
internal import Domain
internal import JSONRPC
public import Router
public import Store
public import Vault
public import XinyuAPI

/// `xinyu.v1.SessionService`: who is calling.
public struct SessionServiceImplementation: SessionService {
    let passwords: PasswordGate
    let ring: KeyRing
    let store: Store
    let limits: SessionLimits
    let failures = LoginFailures()
    let wrongCodes = WrongCodeBudget()

    var logins: LoginIndex { LoginIndex(ring) }

    /// - Parameter store: for failed logins, which are counted although the call that counts them fails.
    public init(passwords: PasswordGate, ring: KeyRing, store: Store, limits: SessionLimits = SessionLimits()) {
        self.passwords = passwords
        self.ring = ring
        self.store = store
        self.limits = limits
    }

    public func login(_ request: APILoginRequest, _ call: RunningCall) async throws -> APILoginResponse {
        let name = logins.value(of: request.login)
        let account = try await authenticate(request.password, named: name, call)
        let hash = try await rehashed(request.password, of: account)
        let opened = try await call.write { [limits] call in
            try call.transaction.takeNewHash(hash, of: account)
            try call.transaction.clearFailures(of: account.id)
            return try NewSession(of: account.id, until: call.context.now + limits.absolute, limits, call)
        }
        failures.clear(name)
        call.bind(sessionTokenHash: opened.tokenHash)
        return opened.response
    }

    public func loginWithCode(_ request: APILoginWithCodeRequest, _ call: RunningCall) async throws -> APILoginResponse
    {
        guard wrongCodes.isOpen(at: call.context.now) else {
            throw RPCError.resourceExhausted("too many wrong codes; wait a little", retryDelay: .seconds(1))
        }
        guard let code = OneTimeCode(text: request.code) else { throw wrongCode(call) }
        let hash = code.hash(with: ring.indexKey)
        // Looked up first, so that a wrong code costs no write but its record.
        guard try await call.read({ try $0.transaction.sheetCode(hash: hash) }) != nil else { throw wrongCode(call) }
        let opened = try await call.write { [limits] changing in
            guard let code = try changing.transaction.useSheetCode(hash: hash, at: changing.context.now),
                let student = try changing.transaction.student(code.student), student.state == .enrolled
            else { throw SessionServiceImplementation.refusedCode }
            let account = try changing.transaction.accountForCode(of: student, changing)
            call.identify(account: account)
            return try NewSession(of: account, until: code.expiresAt, limits, changing)
        }
        call.bind(sessionTokenHash: opened.tokenHash)
        return opened.response
    }

    public func attach(_ request: APIAttachRequest, _ call: RunningCall) async throws -> APIWhoAmIResponse {
        guard let token = SessionToken(text: request.token), let session = call.session(tokenHash: token.hash) else {
            throw RPCError.unauthenticated()
        }
        call.bind(sessionTokenHash: session.tokenHash)
        return APIWhoAmIResponse(session.identity, expiresAt: session.expiresAt)
    }

    public func logout(_ request: APILogoutRequest, _ call: ChangingCall) throws -> APILogoutResponse {
        guard let session = call.context.sessionTokenHash else { throw RPCError.unauthenticated() }
        try call.transaction.revokeSession(tokenHash: session, at: call.context.now)
        call.sessionEnded(tokenHash: session)
        return APILogoutResponse()
    }

    public func whoAmI(_ request: APIWhoAmIRequest, _ call: ImmediateCall) throws -> APIWhoAmIResponse {
        guard let end = call.sessionExpiresAt else { throw RPCError.unauthenticated() }
        return APIWhoAmIResponse(call.context.identity, expiresAt: end)
    }

    public func changePassword(
        _ request: APIChangePasswordRequest, _ call: RunningCall
    ) async throws -> APIChangePasswordResponse {
        let id = call.context.accountID
        guard let session = call.context.sessionTokenHash,
            let own = try await call.read({ try $0.transaction.account(id) })
        else { throw RPCError.unauthenticated() }
        let account = try await authenticate(request.currentPassword, named: own.loginIndex, call)
        try PasswordRule.check(request.newPassword, of: account, field: "newPassword")
        guard request.newPassword != request.currentPassword else {
            throw RPCError.invalidArgument(field: "newPassword", description: "must be another than the present one")
        }
        let hash = try await passwords.hash(request.newPassword)
        try await call.write { call in
            try call.transaction.setPassword(hash, .own, of: id)
            try call.keepOnly(session, of: id)
        }
        failures.clear(own.loginIndex)
        return APIChangePasswordResponse()
    }

    private static let refusedCode = RPCError.unauthenticated("this code is not valid, or was used; ask for a new one")

    private func wrongCode(_ call: RunningCall) -> RPCError {
        wrongCodes.countWrongCode(at: call.context.now)
        return SessionServiceImplementation.refusedCode
    }
}
