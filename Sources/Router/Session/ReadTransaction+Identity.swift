internal import Access
internal import Domain
internal import Store

extension ReadTransaction {
    /// Who an account is to access, with the grants in force; nothing for one that is stopped or not there.
    func identity(of account: Identifier, at now: Timestamp) throws -> Identity? {
        guard let record = try self.account(account), record.state == .active else { return nil }
        let grants = try grantsInForce(of: account, at: now).map { AccessGrant(role: $0.role, scope: $0.scope == .installation ? nil : $0.scope) }
        return Identity(accountID: account, studentID: record.student, grants: grants)
    }
}
