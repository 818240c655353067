internal import Access
internal import Domain
internal import Store

/// One grant that is in force, as "my day" looks through it: what its holder may do, and where.
struct DayWatch: Sendable {
    let account: Identifier
    /// The student whom the account belongs to, when it is a student's.
    let ownStudent: Identifier?
    let grant: Grant
    let permissions: Set<Permission>
    let units: UnitTree
    let now: Timestamp

    var role: Role { grant.role }

    /// The schools that the grant reaches into.
    var schools: [Identifier] {
        switch grant.scope {
        case .unit(let unit): units.schools(reachedBy: unit)
        case .installation, .student: []
        }
    }

    /// The student whom the grant is about, for a mentor or a student's own account.
    var student: Identifier? {
        guard case .student(let student) = grant.scope else { return nil }
        return student
    }

    /// Whether the grant reaches a student who stands there.
    func reaches(_ place: StudentPlace) -> Bool {
        switch grant.scope {
        case .installation: true
        case .student(let student): student == place.studentID
        case .unit(let unit): units.contains(unit, place)
        }
    }
}

/// A service's part in "my day": what of its things wait for the holder of a grant.
protocol DayContributor: Sendable {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem]
}
