/// A unit in its place: what access and coverage need of it. Its name is sealed and not here.
public struct UnitNode: Sendable, Hashable {
    public let id: Identifier
    public let parentID: Identifier?
    public let kind: UnitKind
    /// Set from the school down.
    public let stage: SchoolStage?
    /// Set for a grade and its classes.
    public let grade: Int?
    public let isClosed: Bool

    public init(
        id: Identifier, parentID: Identifier?, kind: UnitKind, stage: SchoolStage?, grade: Int?, isClosed: Bool
    ) {
        self.id = id
        self.parentID = parentID
        self.kind = kind
        self.stage = stage
        self.grade = grade
        self.isClosed = isClosed
    }
}

/// The tree of units as one value: who is under whom.
///
/// Looking up costs a hash a level; a tree of a province has six levels.
public struct UnitTree: Sendable {
    public static let empty = UnitTree([])

    private let nodes: [Identifier: UnitNode]
    private let children: [Identifier: [Identifier]]
    private let roots: [Identifier]

    /// Nodes in any order. A node whose parent is not among them is a root; of two with the same id the first counts.
    public init(_ nodes: [UnitNode]) {
        let known = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var children: [Identifier: [Identifier]] = [:]
        var roots: [Identifier] = []
        var placed: Set<Identifier> = []
        for node in nodes where placed.insert(node.id).inserted {
            if let parent = node.parentID, known[parent] != nil {
                children[parent, default: []].append(node.id)
            } else {
                roots.append(node.id)
            }
        }
        self.nodes = known
        self.children = children
        self.roots = roots
    }

    public var count: Int { nodes.count }

    public subscript(id: Identifier) -> UnitNode? { nodes[id] }

    public func children(of id: Identifier) -> [Identifier] { children[id] ?? [] }

    /// Whether `unit` is `ancestor` or stands below it.
    public func contains(_ ancestor: Identifier, _ unit: Identifier) -> Bool {
        var current: Identifier? = unit
        // A cycle cannot come from the service, but a database that somebody edited must not hang the daemon.
        for _ in 0...nodes.count {
            guard let id = current else { return false }
            if id == ancestor { return true }
            current = nodes[id]?.parentID
        }
        return false
    }

    /// From the root down to the unit itself; empty for an unknown unit.
    public func path(of unit: Identifier) -> [UnitNode] {
        var path: [UnitNode] = []
        var current = nodes[unit]
        while let node = current, path.count <= nodes.count {
            path.append(node)
            current = node.parentID.flatMap { nodes[$0] }
        }
        return path.reversed()
    }

    /// The school that the unit is or belongs to.
    public func school(of unit: Identifier) -> Identifier? {
        path(of: unit).first { $0.kind == .school }?.id
    }

    /// The unit and everything below it, parents first; everything there is when no unit is given.
    public func subtree(of unit: Identifier?) -> [UnitNode] {
        var found: [UnitNode] = []
        var waiting = unit.map { [$0] } ?? roots
        waiting.reverse()
        while let id = waiting.popLast(), found.count <= nodes.count {
            guard let node = nodes[id] else { continue }
            found.append(node)
            waiting.append(contentsOf: children(of: id).reversed())
        }
        return found
    }
}
