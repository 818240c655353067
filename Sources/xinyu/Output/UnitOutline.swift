internal import Foundation
internal import XinyuAPI

/// Units as an outline: each below the one that it belongs to, those beside each other by grade and name.
struct UnitOutline {
    private(set) var lines: [(unit: APIUnit, depth: Int)] = []
    private let children: [String: [APIUnit]]

    init(_ units: [APIUnit]) {
        let known = Set(units.map(\.id))
        // What lies under a unit that was not sent stands at the margin.
        children = Dictionary(grouping: units) { known.contains($0.parentID) ? $0.parentID : "" }
        add(under: "", depth: 0)
    }

    private mutating func add(under parent: String, depth: Int) {
        for unit in (children[parent] ?? []).sorted(by: Self.isBefore) {
            lines.append((unit, depth))
            add(under: unit.id, depth: depth + 1)
        }
    }

    private static func isBefore(_ left: APIUnit, _ right: APIUnit) -> Bool {
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.grade != right.grade { return left.grade < right.grade }
        return left.name.compare(right.name, options: .numeric) == .orderedAscending
    }
}
