internal import Domain
internal import JSONRPC
internal import Store

extension ReadTransaction {
    /// A unit that is there, open or closed.
    func unitInFull(_ id: Identifier) throws -> UnitRecord {
        guard let unit = try unit(id) else { throw RPCError.notFound() }
        return unit
    }

    /// A unit that can still be changed.
    func openUnit(_ id: Identifier) throws -> UnitRecord {
        let unit = try unitInFull(id)
        guard unit.closedAt == nil else { throw RPCError.failedPrecondition("the unit is closed") }
        return unit
    }

    /// Rosters name grades, classes and dorms by name, so that two open ones side by side must not share theirs.
    func checkNameIsFree(_ name: String, for unit: UnitRecord) throws {
        let isTaken = try childUnits(of: unit.parent).contains { sibling in
            sibling.id != unit.id && sibling.kind == unit.kind && sibling.closedAt == nil && sibling.name == name
        }
        if isTaken { throw RPCError.alreadyExists("there is an open unit of this kind and name beside it") }
    }

    /// A unit is closed only when nothing in use hangs on it.
    func checkIsEmpty(_ unit: UnitRecord) throws {
        guard try childUnits(of: unit.id).allSatisfy({ $0.closedAt != nil }) else {
            throw RPCError.failedPrecondition("there are open units below it: close them first")
        }
        let hasStudents =
            unit.kind == .school ? try hasStudents(ofSchool: unit.id) : try hasStudents(in: unit.id, of: unit.school)
        if hasStudents { throw RPCError.failedPrecondition("there are students in it: move them first") }
    }
}
