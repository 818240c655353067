internal import Access
internal import Domain
internal import Store

/// Units of the network where a person must be named.
struct NetworkDay: DayContributor {
    let policy: Policy

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.networkManage) else { return [] }
        let people = NetworkPeople(policy: policy, units: watch.units, transaction: transaction, now: watch.now)
        let roots: [Identifier] =
            switch watch.grant.scope {
            case .unit(let unit): [unit]
            case .installation: watch.units.subtree(of: nil).filter { $0.kind == .school }.map(\.id)
            case .student, .panel, .institution: []
            }
        // One line a unit, whatever is missing there.
        let units = Set(try roots.flatMap { try people.gaps(below: $0) }.map(\.unit))
        return units.map { DueItem(.fillNetworkGap, $0, unit: $0, since: Timestamp(milliseconds: 0), dueAt: nil) }
    }
}
