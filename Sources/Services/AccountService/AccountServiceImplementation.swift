public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// `xinyu.v1.AccountService`: people who work with the system, and what they may do.
public struct AccountServiceImplementation: AccountService {
    let passwords: PasswordGate
    let logins: LoginIndex
    let policy: Policy

    public init(passwords: PasswordGate, ring: KeyRing, policy: Policy) {
        self.passwords = passwords
        self.policy = policy
        logins = LoginIndex(ring)
    }

    public func createAccount(
        _ request: APICreateAccountRequest, _ call: RunningCall
    ) async throws -> APICreateAccountResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let draft = try AccountDraft(
            login: request.login, displayName: request.displayName, password: request.firstPassword)
        let hash = try await passwords.hash(draft.password)
        return try await call.commit { [logins] call in
            _ = try call.transaction.openUnit(unit)
            let account = draft.account(
                id: call.newIdentifier(), unit: unit, logins: logins, passwordHash: hash,
                createdBy: call.context.accountID, at: call.context.now)
            try call.transaction.insertNew(account)
            call.count(.accounts, 1)
            return .with { $0.account = APIAccount(account, grants: []) }
        }
    }

    public func getAccount(_ request: APIGetAccountRequest, _ call: ReadingCall) throws -> APIGetAccountResponse {
        let account = try call.transaction.accountInFull(try Identifier(request.accountID, field: "accountId"))
        call.count(.accounts, 1)
        return .with { $0.account = APIAccount(account.record, grants: account.grants) }
    }

    public func listAccounts(_ request: APIListAccountsRequest, _ call: ReadingCall) throws -> APIListAccountsResponse {
        let page = try PageRequest(request.page)
        let units = try call.transaction.unitSubtree(of: try Identifier(request.unitID, field: "unitId")).map(\.id)
        var list = try PlacedPage(of: page, in: units)
        let accounts = try list.fill { unit, after, limit in
            try call.transaction.accounts(ofUnit: unit, after: after, limit: limit)
        } id: {
            $0.id
        }
        call.count(.accounts, accounts.count)
        let grants = try accounts.map { try call.transaction.grants(of: $0.id) }
        return .with {
            $0.accounts = zip(accounts, grants).map { APIAccount($0, grants: $1) }
            $0.nextPage = list.nextToken
        }
    }

    public func resetPassword(
        _ request: APIResetPasswordRequest, _ call: RunningCall
    ) async throws -> APIResetPasswordResponse {
        let id = try Identifier(request.accountID, field: "accountId")
        let account = try await call.read { try $0.transaction.accountInFull(id).record }
        try PasswordRule.check(request.firstPassword, of: account, field: "firstPassword")
        let hash = try await passwords.hash(request.firstPassword)
        return try await call.write { call in
            try call.transaction.setPassword(hash, .given, of: id)
            try call.transaction.revokeSessions(of: id, at: call.context.now)
            call.accessChanged(account: id)
            call.count(.accounts, 1)
            return APIResetPasswordResponse()
        }
    }

    public func setAccountState(
        _ request: APISetAccountStateRequest, _ call: ChangingCall
    ) throws -> APISetAccountStateResponse {
        var account = try call.transaction.accountInFull(try Identifier(request.accountID, field: "accountId"))
        let state = try AccountRecord.State(request.state)
        guard account.record.id != call.context.accountID else {
            throw RPCError.failedPrecondition("nobody stops or restores the own account: another registrar does it")
        }
        if account.record.state != state {
            account.record.state = state
            try call.transaction.update(account.record)
            if state == .disabled {
                try call.transaction.revokeSessions(of: account.record.id, at: call.context.now)
            }
            call.accessChanged(account: account.record.id)
        }
        call.count(.accounts, 1)
        return .with { $0.account = APIAccount(account.record, grants: account.grants) }
    }
}
