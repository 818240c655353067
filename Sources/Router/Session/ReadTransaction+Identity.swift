public import Access
public import Domain
public import Store

extension ReadTransaction {
    /// Who an account is to access: its approved grants that have not ended, also those that begin later. Nothing for
    /// an account that is stopped or not there.
    public func identity(of account: Identifier, at now: Timestamp) throws -> Identity? {
        guard let record = try self.account(account), record.state == .active else { return nil }
        let grants = try grants(of: account).filter { grant in
            grant.state == .approved && (grant.endsAt.map { now < $0 } ?? true)
        }
        return Identity(
            accountID: account, studentID: record.student, grants: grants.compactMap(Grant.init),
            standing: record.passwordOrigin == .given ? .firstPassword : .own)
    }
}

extension Grant {
    /// Nothing for a scope of a kind that this program does not know: it opens nothing.
    fileprivate init?(_ record: GrantRecord) {
        let scope: GrantScope
        switch Policy.ScopeKind(rawValue: record.scopeKind) {
        case .installation: scope = .installation
        case .unit: scope = .unit(record.scope)
        case .student: scope = .student(record.scope)
        case nil: return nil
        }
        self.init(
            id: record.id, accountID: record.account, role: record.role, scope: scope, startsAt: record.startsAt,
            endsAt: record.endsAt)
    }
}
