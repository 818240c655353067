import Domain

/// The tree worked out the slow way, from the list of nodes alone: what `UnitTree` is held against.
struct ReferenceTree {
    let nodes: [UnitNode]

    static func random(_ numbers: inout SeededNumbers, count: Int) -> ReferenceTree {
        var nodes = [unit(1, .province)]
        for id in 2...count {
            // Units that nothing stands under are drawn too: then this number is left out.
            guard let parent = nodes.randomElement(using: &numbers) else { continue }
            let kinds = UnitKind.allCases.filter { $0.parents.contains(parent.kind) }
            guard let kind = kinds.randomElement(using: &numbers) else { continue }
            nodes.append(
                UnitNode(
                    id: identifier(id), parentID: parent.id, kind: kind, stage: nil, grade: nil, isClosed: false))
        }
        return ReferenceTree(nodes: nodes.shuffled(using: &numbers))
    }

    /// From the unit up to the root.
    func line(_ id: Identifier) -> [UnitNode] {
        guard let node = nodes.first(where: { $0.id == id }) else { return [] }
        return [node] + (node.parentID.map(line) ?? [])
    }

    func contains(_ upper: Identifier, _ lower: Identifier) -> Bool { line(lower).contains { $0.id == upper } }

    func below(_ id: Identifier) -> Set<Identifier> { Set(nodes.map(\.id).filter { contains(id, $0) }) }
}
