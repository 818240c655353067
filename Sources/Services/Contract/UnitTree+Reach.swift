internal import Domain
internal import JSONRPC
internal import Store

extension UnitTree {
    /// The school of a list that is made for one school, or for a unit in it.
    ///
    /// - Throws: `INVALID_ARGUMENT` for a unit above schools.
    func school(ofList unit: Identifier) throws(RPCError) -> Identifier {
        guard let school = school(of: unit) else {
            throw .invalidArgument(field: "unitId", description: "must be a school or a unit of one")
        }
        return school
    }

    /// The school that a unit belongs to, or those below it.
    func schools(reachedBy unit: Identifier) -> [Identifier] {
        school(of: unit).map { [$0] } ?? subtree(of: unit).filter { $0.kind == .school }.map(\.id)
    }

    /// Whether a student who stands there belongs to `unit`: by class, dorm or school.
    func contains(_ unit: Identifier, _ place: StudentPlace) -> Bool {
        [place.classID, place.dormID, place.schoolID].contains { at in at.map { contains(unit, $0) } ?? false }
    }
}
