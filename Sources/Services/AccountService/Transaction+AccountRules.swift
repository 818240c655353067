internal import Domain
internal import JSONRPC
internal import Store
internal import Vault

extension ReadTransaction {
    /// An account that is there, with all its grants.
    func accountInFull(_ id: Identifier) throws -> (record: AccountRecord, grants: [GrantRecord]) {
        guard let account = try account(id) else { throw RPCError.notFound() }
        return (account, try grants(of: id))
    }
}

extension WriteTransaction {
    /// - Throws: `ALREADY_EXISTS` if the login name is taken.
    func insertNew(_ account: AccountRecord) throws {
        guard try self.account(loginIndex: account.loginIndex) == nil else {
            throw RPCError.alreadyExists("this login name is taken; choose another")
        }
        try insert(account)
    }

    /// Sets another password and forgets failed logins.
    func setPassword(_ hash: String, _ origin: AccountRecord.PasswordOrigin, of id: Identifier) throws {
        var account = try accountInFull(id).record
        account.passwordHash = hash
        account.passwordOrigin = origin
        account.failures = 0
        account.lockedUntil = nil
        try update(account)
    }
}

extension PasswordRule {
    /// - Throws: `INVALID_ARGUMENT` for `field`.
    static func check(_ password: String, of account: AccountRecord, field: String) throws(RPCError) {
        do throws(Violation) {
            try check(password, loginName: account.profile.login)
        } catch {
            throw .invalidArgument(field: field, description: error.description)
        }
    }
}
