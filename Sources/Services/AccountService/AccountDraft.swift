internal import Domain
internal import Foundation
internal import JSONRPC
internal import Store
internal import Vault

/// An account as it is asked for, with all that can be checked without the database.
struct AccountDraft: Sendable {
    static let mostLoginCharacters = 64
    static let mostNameCharacters = 60

    let login: String
    let displayName: String
    let password: String

    /// - Throws: `INVALID_ARGUMENT` with every field that is wrong.
    init(login: String, displayName: String, password: String) throws(RPCError) {
        self.login = login.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        self.displayName = displayName.precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
        self.password = password
        var violations: [RPCError.FieldViolation] = []
        if !(1...AccountDraft.mostLoginCharacters).contains(self.login.count)
            || self.login.contains(where: { $0.isWhitespace || $0.isNewline })
        {
            violations.append(
                RPCError.FieldViolation(
                    field: "login",
                    description: "must have 1 to \(AccountDraft.mostLoginCharacters) characters without spaces"))
        }
        if !(1...AccountDraft.mostNameCharacters).contains(self.displayName.count) {
            violations.append(
                RPCError.FieldViolation(
                    field: "displayName",
                    description: "must have 1 to \(AccountDraft.mostNameCharacters) characters"))
        }
        do throws(PasswordRule.Violation) {
            try PasswordRule.check(password, loginName: self.login)
        } catch {
            violations.append(RPCError.FieldViolation(field: "firstPassword", description: error.description))
        }
        if !violations.isEmpty { throw .invalidArgument(violations) }
    }

    func account(
        id: Identifier, unit: Identifier?, logins: LoginIndex, passwordHash: String, createdBy: Identifier,
        at moment: Timestamp
    ) -> AccountRecord {
        AccountRecord(
            id: id, unit: unit, loginIndex: logins.value(of: login),
            profile: AccountRecord.Profile(login: login, name: displayName), passwordHash: passwordHash,
            passwordOrigin: .given, createdAt: moment, createdBy: createdBy)
    }
}
