internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// Which entries of the care list are asked for.
struct CareFilter {
    let unit: Identifier
    let states: Set<CareState>
    /// Empty for all.
    let levels: Set<AttentionLevel>

    init(_ request: APIListCareEntriesRequest) throws(RPCError) {
        unit = try Identifier(request.unitID, field: "unitId")
        var states: Set<CareState> = []
        for state in request.states { states.insert(try CareState(state, field: "states")) }
        self.states = states.isEmpty ? [.proposed, .active, .monitoring] : states
        var levels: Set<AttentionLevel> = []
        for level in request.levels { levels.insert(try AttentionLevel(level, field: "levels")) }
        self.levels = levels
    }

    func takes(_ entry: CareEntryRecord) -> Bool {
        states.contains(entry.state) && (levels.isEmpty || levels.contains(entry.level))
    }
}

extension ReadingCall {
    /// The entries of a unit and of everything below it, in no order.
    func careEntries(_ filter: CareFilter) throws -> [CareEntryRecord] {
        var found: [CareEntryRecord] = []
        for school in units.schools(reachedBy: filter.unit) {
            if filter.states != [.removed] { found += try transaction.openCareEntries(ofSchool: school) }
            if filter.states.contains(.removed) { found += try transaction.removedCareEntries(ofSchool: school) }
        }
        return try found.filter { try filter.takes($0) && isInside(filter.unit, student: $0.student) }
    }

    /// What the rule proposed for students of a unit, the newest first.
    func careProposals(in unit: Identifier, states: [CareProposalState]) throws -> [CareProposalRecord] {
        var found: [CareProposalRecord] = []
        for school in units.schools(reachedBy: unit) {
            for state in Set(states) { found += try transaction.careProposals(ofSchool: school, in: state) }
        }
        return try found.filter { try isInside(unit, student: $0.student) }
            .sorted { ($1.madeAt, $0.id) < ($0.madeAt, $1.id) }
    }

    /// How many stand on the list in a unit, and in each right below it.
    func careCounts(of unit: Identifier) throws -> (total: APICareCount, units: [APICareCount]) {
        let below = units.children(of: unit)
        var total = CareTally()
        var tallies = [CareTally](repeating: CareTally(), count: below.count)
        for school in units.schools(reachedBy: unit) {
            for standing in try transaction.careStandings(ofSchool: school) {
                guard let place = try transaction.studentPlace(standing.student), units.contains(unit, place) else {
                    continue
                }
                total.add(standing, at: context.now)
                for (index, child) in below.enumerated() where units.contains(child, place) {
                    tallies[index].add(standing, at: context.now)
                }
            }
        }
        return (
            try total.contract(unit, transaction),
            try zip(below, tallies).map { try $1.contract($0, transaction) }
        )
    }
}

/// How many of a list stand in each state at each level.
private struct CareTally {
    private struct Cell: Hashable {
        let state: CareState
        let level: AttentionLevel
    }

    private var counts: [Cell: UInt32] = [:]
    private var overdue: UInt32 = 0

    mutating func add(_ standing: CareStanding, at now: Timestamp) {
        counts[Cell(state: standing.state, level: standing.level), default: 0] += 1
        if let due = standing.reviewAt, due < now { overdue += 1 }
    }

    func contract(_ unit: Identifier, _ transaction: ReadTransaction) throws -> APICareCount {
        var message = APICareCount()
        message.unitID = unit.description
        message.unitName = try transaction.unit(unit)?.name ?? ""
        message.overdueReviews = overdue
        for state in CareState.allCases {
            for level in AttentionLevel.allCases.reversed() {
                guard let count = counts[Cell(state: state, level: level)] else { continue }
                message.cells.append(
                    .with {
                        $0.state = APICareState(state)
                        $0.level = APIAttentionLevel(level)
                        $0.count = count
                    })
            }
        }
        return message
    }
}
