import Domain
import Store
import TestSupport
import Vault

extension School {
    /// Writes the units and people of the fixture.
    static func settle(in transaction: WriteTransaction, at now: Timestamp) throws -> People {
        let random = SeededRandomSource(seed: 42)
        func identifier() -> Identifier { Identifier(randomFrom: random) }
        let (school, neighbour, grade) = (identifier(), identifier(), identifier())
        let (firstClass, secondClass) = (identifier(), identifier())

        func unit(_ id: Identifier, _ kind: UnitRecord.Kind, under parent: Identifier?, of home: Identifier) throws {
            try transaction.insert(
                UnitRecord(
                    school: home, id: id, parent: parent, kind: kind, stage: .junior, name: "\(kind)", createdAt: now))
        }
        try unit(school, .school, under: nil, of: school)
        try unit(neighbour, .school, under: nil, of: neighbour)
        try unit(grade, .grade, under: school, of: school)
        try unit(firstClass, .schoolClass, under: grade, of: school)
        try unit(secondClass, .schoolClass, under: grade, of: school)

        func student(in schoolClass: Identifier) throws -> Identifier {
            let id = identifier()
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now),
                    StudentIdentity(name: "学生", number: "1")),
                indexes: StudentRecord.Indexes())
            return id
        }
        let (one, other) = (try student(in: firstClass), try student(in: secondClass))

        func visitor(
            _ role: Role, _ scopeKind: String, _ scope: Identifier, student: Identifier? = nil
        ) throws -> Visitor {
            let account = identifier()
            try transaction.insert(
                AccountRecord(
                    id: account, unit: student == nil ? school : nil, loginIndex: account.bytes,
                    profile: AccountRecord.Profile(login: role.rawValue, name: role.rawValue), passwordHash: nil,
                    student: student, createdAt: now, createdBy: .installation))
            try transaction.insert(
                GrantRecord(
                    id: identifier(), account: account, role: role, scopeKind: scopeKind, scope: scope, startsAt: now,
                    state: .approved, requestedBy: .installation, requestedAt: now))
            let token = SessionToken(randomFrom: random)
            try transaction.insert(
                SessionRecord(
                    tokenHash: token.hash, account: account, createdAt: now, usedAt: now,
                    expiresAt: now + .seconds(12 * 3_600)))
            return Visitor(account: account, token: token)
        }
        return People(
            school: school, neighbour: neighbour, firstClass: firstClass, secondClass: secondClass, student: one,
            otherStudent: other, counsellor: try visitor(.counsellor, "unit", school),
            stranger: try visitor(.counsellor, "unit", neighbour),
            teacher: try visitor(.classTeacher, "unit", firstClass),
            registrar: try visitor(.registrar, "unit", school),
            officer: try visitor(.securityOfficer, "installation", .installation),
            pupil: try visitor(.student, "student", one, student: one))
    }
}
