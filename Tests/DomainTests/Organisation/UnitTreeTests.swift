import Domain
import Testing

@Suite("The tree of units")
struct UnitTreeTests {
    private let town = Town()

    @Test("A path leads from the root down to the unit")
    func paths() {
        #expect(town.tree.path(of: town.classOne).map(\.kind) == [.city, .county, .school, .grade, .class])
        #expect(
            town.tree.path(of: town.course).map(\.id)
                == [town.city, town.county, town.university, town.department, town.course])
        #expect(town.tree.path(of: town.city).map(\.id) == [town.city])
        #expect(town.tree.path(of: identifier(999)).isEmpty)
    }

    @Test("A unit holds itself and what stands below it")
    func containment() {
        #expect(town.tree.contains(town.school, town.classOne))
        #expect(town.tree.contains(town.classOne, town.classOne))
        #expect(!town.tree.contains(town.classOne, town.school))
        #expect(!town.tree.contains(town.university, town.classOne))
        #expect(!town.tree.contains(town.department, town.dorm))
        #expect(!town.tree.contains(identifier(999), town.classOne))
        #expect(!town.tree.contains(town.city, identifier(999)))
    }

    @Test("The school is the one on the way up, and above schools there is none")
    func schools() {
        #expect(town.tree.school(of: town.classOne) == town.school)
        #expect(town.tree.school(of: town.dorm) == town.university)
        #expect(town.tree.school(of: town.school) == town.school)
        #expect(town.tree.school(of: town.county) == nil)
        #expect(town.tree.school(of: identifier(999)) == nil)
    }

    @Test("Subtrees come parents first, children in the order given")
    func subtrees() {
        #expect(town.tree.subtree(of: town.grade).map(\.id) == [town.grade, town.classOne, town.classTwo])
        #expect(town.tree.children(of: town.county) == [town.school, town.university])
        #expect(
            town.tree.subtree(of: nil).map(\.id) == [
                town.city, town.county, town.school, town.grade, town.classOne, town.classTwo, town.university,
                town.dorm, town.department, town.course,
            ])
        #expect(town.tree.subtree(of: identifier(999)).isEmpty)
        #expect(town.tree[town.dorm]?.kind == .dorm)
        #expect(town.tree.count == 10)
    }

    @Test("No tree at all has no units")
    func empty() {
        #expect(UnitTree.empty.count == 0)
        #expect(UnitTree.empty.subtree(of: nil).isEmpty)
        #expect(!UnitTree.empty.contains(town.city, town.county))
    }

    @Test("A unit whose parent is gone is a root of its own")
    func orphans() {
        let tree = UnitTree([unit(1, .city), unit(3, .school, under: 2, stage: .junior), unit(4, .grade, under: 3)])
        #expect(tree.subtree(of: nil).map(\.id) == [identifier(1), identifier(3), identifier(4)])
        #expect(tree.path(of: identifier(4)).map(\.id) == [identifier(3), identifier(4)])
        #expect(!tree.contains(identifier(1), identifier(4)))
    }

    @Test("A unit that is there twice counts once, as it was first")
    func duplicates() {
        let tree = UnitTree([unit(1, .city), unit(2, .county, under: 1), unit(2, .school, under: 1, stage: .junior)])
        #expect(tree.count == 2)
        #expect(tree.children(of: identifier(1)) == [identifier(2)])
        #expect(tree.subtree(of: nil).map(\.kind) == [.city, .county])
    }

    @Test("A ring, which only a damaged database has, ends every walk")
    func rings() {
        let tree = UnitTree([unit(1, .grade, under: 2), unit(2, .department, under: 1), unit(3, .class, under: 2)])
        #expect(tree.contains(identifier(1), identifier(3)))
        #expect(!tree.contains(identifier(9), identifier(3)))
        #expect(tree.path(of: identifier(3)).count <= 4)
        #expect(tree.subtree(of: identifier(1)).count <= 4)
        #expect(tree.school(of: identifier(3)) == nil)
        #expect(tree.subtree(of: nil).isEmpty)
    }

    @Test("Agrees with walking the list, in random trees", arguments: 1...20)
    func properties(seed: Int) {
        var numbers = SeededNumbers(seed: seed)
        let reference = ReferenceTree.random(&numbers, count: 60)
        let tree = UnitTree(reference.nodes)
        #expect(tree.count == reference.nodes.count)
        for lower in reference.nodes {
            let line = reference.line(lower.id)
            #expect(tree.path(of: lower.id) == line.reversed())
            #expect(tree.school(of: lower.id) == line.first { $0.kind == .school }?.id)
            let above = Set(line.map(\.id))
            let held = reference.nodes.filter { tree.contains($0.id, lower.id) }
            #expect(Set(held.map(\.id)) == above)
            let subtree = tree.subtree(of: lower.id).map(\.id)
            #expect(subtree.count == Set(subtree).count)
            #expect(Set(subtree) == reference.below(lower.id))
        }
        // Parents first: nobody comes before the one above.
        var seen: Set<Identifier> = []
        for node in tree.subtree(of: nil) {
            #expect(node.parentID.map(seen.contains) ?? true)
            seen.insert(node.id)
        }
        #expect(seen == Set(reference.nodes.map(\.id)))
    }
}
