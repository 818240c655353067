internal import Domain
internal import Store

/// What `body` finds; nothing where it belongs to somebody who was erased, and must not keep others out of a list.
func unlessErased<Found>(_ body: () throws -> Found?) throws -> Found? {
    do {
        return try body()
    } catch StoreError.ownerErased {
        return nil
    }
}

extension ReadTransaction {
    /// A student's name; empty for one who is erased.
    func nameUnlessErased(_ student: Identifier) throws -> String {
        try identityUnlessErased(student)?.name ?? ""
    }

    /// Who a student is; nothing for one who is erased, or not there.
    func identityUnlessErased(_ student: Identifier) throws -> StudentIdentity? {
        try unlessErased { try identifiedStudent(student)?.identity }
    }

    /// The name of somebody with an account; empty for one who is erased, or not there.
    func nameOfAccountUnlessErased(_ account: Identifier) throws -> String {
        try unlessErased { try self.account(account)?.profile.name } ?? ""
    }
}
