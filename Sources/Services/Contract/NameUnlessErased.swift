internal import Domain
internal import Store

extension ReadTransaction {
    /// A student's name; empty for one who is erased, and must not keep others out of a list.
    func nameUnlessErased(_ student: Identifier) throws -> String {
        try identityUnlessErased(student)?.name ?? ""
    }

    /// Who a student is; nothing for one who is erased, or not there.
    func identityUnlessErased(_ student: Identifier) throws -> StudentIdentity? {
        do {
            return try identifiedStudent(student)?.identity
        } catch StoreError.ownerErased {
            return nil
        }
    }
}
