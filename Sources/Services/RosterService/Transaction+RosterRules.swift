internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension ReadTransaction {
    /// The student of a school with this number. Indexes are cut short: those who share the value are told apart by the
    /// number itself.
    func student(
        numbered number: String, in school: Identifier, _ indexes: StudentIndexes
    ) throws -> IdentifiedStudent? {
        let number = StudentIndexes.normalNumber(number)
        guard !number.isEmpty else { return nil }
        return try students(numberIndex: indexes.number(number), in: school).first { candidate in
            StudentIndexes.normalNumber(candidate.identity.number) == number
        }
    }

    /// The students of one place of a list: of a class or a dorm, or those of a school who are in no class.
    func students(
        at place: Identifier, after: Identifier, limit: Int, in units: UnitTree
    ) throws -> [IdentifiedStudent] {
        guard let node = units[place], let school = units.school(of: place) else { return [] }
        switch node.kind {
        case .class: return try students(ofClass: place, in: school, after: after, limit: limit)
        case .dorm: return try students(ofDorm: place, in: school, after: after, limit: limit)
        case .school: return try studentsWithoutClass(in: school, after: after, limit: limit)
        case .province, .city, .county, .grade, .department: return []
        }
    }

    /// The open unit of this kind that a request names, which must belong to the school.
    func unit(
        _ text: String, _ kind: UnitRecord.Kind, of school: Identifier, field: String
    ) throws -> Identifier {
        let id = try Identifier(text, field: field)
        guard let unit = try unit(id), unit.school == school, unit.kind == kind, unit.closedAt == nil else {
            throw RPCError.invalidArgument(field: field, description: "must be an open unit of this kind in the school")
        }
        return id
    }

    func rosterImportInFull(_ id: Identifier) throws -> RosterImportRecord {
        guard let rosterImport = try rosterImport(id) else { throw RPCError.notFound() }
        return rosterImport
    }
}
