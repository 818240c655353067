internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// Who may be named in the matters of a student: as lead, as owner of a step, as helper, as counsellor of a report.
struct CrisisPeople {
    private let decider: AccessDecider

    init(policy: Policy) { decider = AccessDecider(policy: policy) }

    /// Whether somebody holds a permission for the student now.
    func holds(
        _ account: Identifier, _ permission: Access.Permission, about student: StudentPlace, _ call: ReadingCall
    ) throws -> Bool {
        guard try call.transaction.account(account)?.state == .active else { return false }
        let grants = try call.transaction.grantsInForce(of: account, at: call.context.now).compactMap { Grant($0) }
        let identity = Identity(accountID: account, studentID: nil, grants: grants)
        return holds(identity, permission, about: student, call)
    }

    /// The same for the caller.
    func callerHolds(_ permission: Access.Permission, about student: StudentPlace, _ call: ReadingCall) -> Bool {
        holds(call.context.identity, permission, about: student, call)
    }

    /// Somebody who holds the permission for the student.
    func holder(
        _ text: String, of permission: Access.Permission, about student: StudentPlace, field: String,
        _ call: ReadingCall
    ) throws -> Identifier {
        let account = try Identifier(text, field: field)
        guard try holds(account, permission, about: student, call) else {
            throw RPCError.invalidArgument(
                field: field,
                description: "must name an active account that holds \(permission.rawValue) for this student")
        }
        return account
    }

    /// People of the school, whatever they may see: company can be kept by anybody.
    func colleagues(_ texts: [String], at school: Identifier, field: String, _ call: ReadingCall) throws -> Set<
        Identifier
    > {
        let accounts = try Identifier.all(texts, field: field)
        for (index, account) in accounts.enumerated() {
            guard let record = try call.transaction.account(account), record.state == .active, record.student == nil,
                record.unit.map({ call.units.contains(school, $0) || call.units.contains($0, school) }) ?? true
            else {
                throw RPCError.invalidArgument(
                    field: "\(field)[\(index)]", description: "must name an active account of this school's staff")
            }
        }
        return Set(accounts)
    }

    /// The school's crisis lead, or that of the nearest unit above it; nothing where nobody is named.
    func crisisLead(of school: Identifier, _ call: ReadingCall) throws -> Identifier? {
        for unit in call.units.path(of: school).reversed() {
            let grants = try call.transaction.grantsInForce(inScope: unit.id, role: .crisisLead, at: call.context.now)
            for grant in grants where try call.transaction.account(grant.account)?.state == .active {
                return grant.account
            }
        }
        return nil
    }

    private func holds(
        _ identity: Identity, _ permission: Access.Permission, about student: StudentPlace, _ call: ReadingCall
    ) -> Bool {
        let target = Target.student(
            Target.StudentTarget(
                id: student.studentID, schoolID: student.schoolID, classID: student.classID, dormID: student.dormID))
        let decision = decider.decide(identity, permission, on: target, in: call.units, at: call.context.now)
        if case .allowed = decision { return true }
        return false
    }
}
