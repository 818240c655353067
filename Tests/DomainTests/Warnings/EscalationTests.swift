import Domain
import Testing

@Suite("The way of a warning up the network")
struct EscalationTests {
    private typealias Missed = EscalationClock.Missed

    private func minute(_ minute: Int64) -> Timestamp { Timestamp(milliseconds: minute * 60_000) }

    @Test(
        "Each missed deadline goes one hop up; the last one is told again, and what passed there unseen is one",
        arguments: [
            (29, [], 0, 30), (30, [(30, 1)], 1, 40), (39, [(30, 1)], 1, 40), (40, [(30, 1), (40, 3)], 3, 50),
            (50, [(30, 1), (40, 3), (50, 3)], 3, 60), (59, [(30, 1), (40, 3), (50, 3)], 3, 60),
            (1_005, [(30, 1), (40, 3), (50, 3)], 3, 1_010),
        ] as [(Int64, [(Int64, Int)], Int, Int64)])
    func clock(now: Int64, missed: [(Int64, Int)], hop: Int, dueAt: Int64) {
        // Nobody can be told at the third.
        let (found, after) = EscalationClock(hop: 0, dueAt: minute(30))
            .catchingUp(to: minute(now), every: .seconds(600), hops: [0, 1, 3])
        #expect(found == missed.map { Missed(dueAt: minute($0.0), hop: $0.1) })
        #expect(after == EscalationClock(hop: hop, dueAt: minute(dueAt)))
    }

    @Test("Often or seldom: the end is the same", arguments: 1...30)
    func often(seed: Int) {
        var numbers = SeededNumbers(seed: seed)
        let hops = [0, 1, 2, 3].filter { _ in Bool.random(using: &numbers) } + [4]
        let end = Int64.random(in: 1...200, using: &numbers)
        let start = EscalationClock(hop: hops[0], dueAt: minute(30))
        let once = start.catchingUp(to: minute(end), every: .seconds(600), hops: hops).clock
        var often = start
        for now in 1...end { often = often.catchingUp(to: minute(now), every: .seconds(600), hops: hops).clock }
        #expect(often == once)
        #expect(once.dueAt > minute(end))
    }

    @Test("A span of nothing does not go round for ever")
    func nothing() {
        let after = EscalationClock(hop: 4, dueAt: minute(0)).catchingUp(to: minute(1), every: .zero, hops: [4]).clock
        #expect(after.dueAt > minute(1))
    }

    private func tree(_ kinds: [(UInt8, UInt8?, UnitKind)], closed: Set<UInt8> = []) -> UnitTree {
        UnitTree(
            kinds.map { id, parent, kind in
                UnitNode(
                    id: name(id), parentID: parent.map(name), kind: kind, stage: nil, grade: nil,
                    isClosed: closed.contains(id))
            })
    }

    private func name(_ number: UInt8) -> Identifier {
        Identifier(bytes: [UInt8](repeating: 0, count: 15) + [number]) ?? .installation
    }

    @Test(
        "Three levels in a school, four in a university",
        arguments: [
            (.dorm, 5, [5, 4, 3, 2]), (.class, 5, [4, 3, 2]), (.grade, 5, [3, 2]), (.school, 5, [2]),
            (.dorm, nil, [4, 3, 2]),
        ] as [(WarningDeadlines.FirstHop, UInt8?, [UInt8])])
    func path(first: WarningDeadlines.FirstHop, dorm: UInt8?, units: [UInt8]) {
        let tree = tree([(1, nil, .city), (2, 1, .school), (3, 2, .department), (4, 3, .class), (5, 2, .dorm)])
        let path = EscalationPath(
            school: name(2), schoolClass: name(4), dorm: dorm.map(name), in: tree, from: first)
        #expect(path.units == units.map(name))
        #expect(path.unit(at: units.count) == nil)
        #expect(path.unit(at: 0) == name(units[0]))
    }

    @Test("A student without a class, or in one that is closed, is the school's")
    func withoutClass() {
        let tree = tree([(2, nil, .school), (3, 2, .grade), (4, 3, .class)], closed: [4])
        #expect(
            EscalationPath(school: name(2), schoolClass: nil, dorm: nil, in: tree, from: .class).units == [name(2)])
        #expect(
            EscalationPath(school: name(2), schoolClass: name(4), dorm: nil, in: tree, from: .class).units
                == [name(3), name(2)])
    }
}
