internal import Access
internal import Domain
internal import Store

extension ReadTransaction {
    /// Who an account is to access, with the grants in force; nothing for one that is stopped or not there.
    func identity(of account: Identifier, at now: Timestamp) throws -> Identity? {
        guard let record = try self.account(account), record.state == .active else { return nil }
        let grants = try grantsInForce(of: account, at: now).compactMap { Grant($0) }
        return Identity(accountID: account, studentID: record.student, grants: grants)
    }
}
