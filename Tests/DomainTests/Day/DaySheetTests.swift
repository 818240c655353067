import Domain
import Testing

@Suite("My day, in its order")
struct DaySheetTests {
    /// 2026-11-04T08:00:00+08:00.
    private static let now = Timestamp(milliseconds: 1_793_750_400_000)
    private static let zone = Duration.seconds(8 * 3_600)

    private static func item(
        _ number: UInt8, _ level: AttentionLevel = .none, since: Int = -3_600, due: Int?
    ) -> DueItem {
        DueItem(
            .reviewPlan, identifier(number), level: level, since: now + .seconds(since),
            dueAt: due.map { now + .seconds($0) })
    }

    private static func identifier(_ number: UInt8) -> Identifier {
        Identifier(bytes: [UInt8](repeating: 0, count: 15) + [number]) ?? .installation
    }

    private static func sheet(_ items: [DueItem], days: Int = 7) -> DaySheet {
        DaySheet(items, at: now, zone: zone, until: now + .seconds(86_400 * days))
    }

    @Test(
        "A thing is late after its moment, due until the school's day is over, and without a date it is new",
        arguments: [
            (-1, DueItem.Urgency.overdue), (0, .today), (16 * 3_600 - 1, .today), (16 * 3_600, .coming),
        ])
    func urgency(due: Int, expected: DueItem.Urgency) {
        #expect(Self.item(1, due: due).urgency(at: Self.now, zone: Self.zone) == expected)
        #expect(Self.item(1, due: nil).urgency(at: Self.now, zone: Self.zone) == .new)
    }

    @Test("Overdue comes first, then today, then new, then what comes")
    func order() {
        let sheet = Self.sheet([
            Self.item(1, due: 86_400), Self.item(2, due: nil), Self.item(3, due: 60), Self.item(4, due: -60),
        ])
        #expect(sheet.lines.map(\.item.subject) == [4, 3, 2, 1].map(Self.identifier))
    }

    @Test("Within one urgency the gravest is first, then what is due first, then the oldest")
    func within() {
        let sheet = Self.sheet([
            Self.item(1, .watch, due: -500), Self.item(2, .crisis, due: -10), Self.item(3, .crisis, due: -20),
            Self.item(4, .crisis, since: -7_200, due: -20),
        ])
        #expect(sheet.lines.map(\.item.subject) == [4, 3, 2, 1].map(Self.identifier))
    }

    @Test("What is due after the horizon is left out; what is late never is")
    func horizon() {
        let sheet = Self.sheet(
            [Self.item(1, due: 86_401), Self.item(2, due: 86_400), Self.item(3, due: -9_000_000)], days: 1)
        #expect(sheet.lines.map(\.item.subject) == [3, 2].map(Self.identifier))
        #expect(sheet.count(.overdue) == 1 && sheet.count(.coming) == 1 && sheet.count(.today) == 0)
    }

    @Test("A thing that waits in two roles stands once")
    func once() {
        #expect(Self.sheet([Self.item(1, due: 5), Self.item(1, due: 5)]).lines.count == 1)
    }
}
