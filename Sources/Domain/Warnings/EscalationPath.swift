/// The units whose people a warning is told to, one after the other, from the student up to the school.
///
/// Three levels in schools (class, grade, school), four in higher education (dorm, class, department, school; T15).
public struct EscalationPath: Sendable, Hashable {
    public let units: [Identifier]

    /// - Parameter first: where it begins; whatever is there above it, where the student has no such unit.
    public init(
        school: Identifier, schoolClass: Identifier?, dorm: Identifier?, in tree: UnitTree,
        from first: WarningDeadlines.FirstHop
    ) {
        var nodes: [UnitNode] = []
        if let dorm, let node = tree[dorm] { nodes.append(node) }
        if let schoolClass { nodes += tree.path(of: schoolClass).reversed().filter { $0.kind.isBelowSchool } }
        let units = nodes.filter { !$0.isClosed && $0.kind.step >= first.step && tree.contains(school, $0.id) }.map(
            \.id)
        self.units = units + [school]
    }

    /// The unit of a hop; nothing for one past the school, where the crisis lead is.
    public func unit(at hop: Int) -> Identifier? { units.indices.contains(hop) ? units[hop] : nil }
}

extension UnitKind {
    fileprivate var isBelowSchool: Bool { step < WarningDeadlines.FirstHop.school.step }

    fileprivate var step: Int {
        switch self {
        case .dorm: 0
        case .class: 1
        case .grade, .department: 2
        case .school, .county, .city, .province: 3
        }
    }
}

extension WarningDeadlines.FirstHop {
    fileprivate var step: Int {
        switch self {
        case .dorm: 0
        case .class: 1
        case .grade: 2
        case .school: 3
        }
    }
}
