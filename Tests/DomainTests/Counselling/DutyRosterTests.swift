import Domain
import Testing

@Suite("Slots from the duty roster")
struct DutyRosterTests {
    static let zone = Duration.seconds(8 * 3_600)
    private static func id(_ number: UInt8) -> Identifier {
        Identifier(bytes: [UInt8](repeating: 0, count: 15) + [number]) ?? .installation
    }
    private let anna = id(1)
    private let bo = id(2)
    private let roomA = id(11)
    private let roomB = id(12)
    private let student = id(21)

    static func rules(slot: Int = 3_000, pause: Int = 600) -> CounsellingRules {
        CounsellingRules(
            slot: TimeSpan(seconds: slot), break: TimeSpan(seconds: pause), leastNotice: TimeSpan(seconds: 3_600),
            farthestAhead: TimeSpan(seconds: 2_419_200), mostOpenPerStudent: 2,
            confirmWithin: TimeSpan(seconds: 86_400), checkInEarly: TimeSpan(seconds: 3_600),
            noShowAfter: TimeSpan(seconds: 900), notesWithin: TimeSpan(seconds: 172_800), secondTermStarts: "02-15")
    }

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func weekly(
        _ number: UInt8, _ counsellor: Identifier, _ room: Identifier, on weekday: Int = 4, _ starts: String = "14:00",
        _ ends: String = "17:00", from: String = "2026-09-01", until: String? = nil
    ) throws -> DutyTurn {
        DutyTurn(
            id: Self.id(number), kind: .weekly, counsellor: counsellor, room: room, weekday: weekday,
            from: try date(from), until: try until.map(date), startSecond: try #require(TimeOfDay.seconds(starts)),
            endSecond: try #require(TimeOfDay.seconds(ends)))
    }

    private func dated(_ number: UInt8, _ kind: DutyTurn.Kind, _ day: String, until: String? = nil) throws -> DutyTurn {
        DutyTurn(
            id: Self.id(number), kind: kind, counsellor: anna, room: kind == .absence ? nil : roomA, weekday: nil,
            from: try date(day), until: try date(until ?? day), startSecond: 8 * 3_600, endSecond: 9 * 3_600)
    }

    /// As `11-05 14:00`, in the school's time.
    private func text(_ slots: [CounsellingSlot]) -> [String] {
        slots.map { slot in
            let date = CalendarDate(of: slot.start, offset: Self.zone)
            let second = Int((slot.start - date.start(offset: Self.zone)).components.seconds)
            return date.description.dropFirst(5) + " " + TimeOfDay.text(second)
        }
    }

    /// Thursdays of November 2026 are the 5th, 12th, 19th and 26th.
    @Test func comeEachWeekWithAPauseBetween() throws {
        let roster = DutyRoster([try weekly(101, anna, roomA)], rules: Self.rules(), zone: Self.zone)
        let slots = roster.slots(on: try date("2026-11-04")...date("2026-11-12"))
        #expect(
            text(slots) == ["11-05 14:00", "11-05 15:00", "11-05 16:00", "11-12 14:00", "11-12 15:00", "11-12 16:00"])
        // 2026-11-05T06:00:00Z, by `date -u`.
        #expect(slots[0].start == Timestamp(milliseconds: 1_793_858_400_000))
        #expect(slots.allSatisfy { $0.end - $0.start == .seconds(3_000) && $0.counsellor == anna && $0.room == roomA })
    }

    @Test(
        arguments: [
            ("14:00", "14:49", 0), ("14:00", "14:50", 1), ("14:00", "15:49", 1), ("14:00", "15:50", 2),
            ("00:00", "24:00", 24), ("23:10", "24:00", 1),
        ])
    func fitWhole(_ starts: String, _ ends: String, _ count: Int) throws {
        let roster = DutyRoster([try weekly(101, anna, roomA, starts, ends)], rules: Self.rules(), zone: Self.zone)
        #expect(roster.slots(on: try date("2026-11-05")...date("2026-11-05")).count == count)
    }

    @Test func beginAndEndWithTheTurn() throws {
        let roster = DutyRoster(
            [try weekly(101, anna, roomA, "14:00", "15:00", from: "2026-11-06", until: "2026-11-19")],
            rules: Self.rules(), zone: Self.zone)
        #expect(
            text(roster.slots(on: try date("2026-11-01")...date("2026-12-31"))) == ["11-12 14:00", "11-19 14:00"])
    }

    @Test func comeOnADateAndNotWhileSomebodyIsAway() throws {
        let roster = DutyRoster(
            [
                try weekly(101, anna, roomA, "14:00", "15:00"), try weekly(102, bo, roomB, "14:00", "15:00"),
                try dated(103, .dated, "2026-11-07"), try dated(104, .absence, "2026-11-10", until: "2026-11-12"),
            ], rules: Self.rules(), zone: Self.zone)
        let slots = roster.slots(on: try date("2026-11-05")...date("2026-11-19"))
        #expect(
            text(slots.filter { $0.counsellor == anna }) == ["11-05 14:00", "11-07 08:00", "11-19 14:00"])
        #expect(text(slots.filter { $0.counsellor == bo }) == ["11-05 14:00", "11-12 14:00", "11-19 14:00"])
    }

    @Test func twoTurnsThatGiveOneSlotGiveItOnce() throws {
        let roster = DutyRoster(
            [try weekly(101, anna, roomA), try weekly(102, anna, roomA)], rules: Self.rules(), zone: Self.zone)
        #expect(roster.slots(on: try date("2026-11-05")...date("2026-11-05")).count == 3)
    }

    @Test func areFoundByTheirStart() throws {
        let roster = DutyRoster([try weekly(101, anna, roomA)], rules: Self.rules(), zone: Self.zone)
        let start = Timestamp(milliseconds: 1_793_858_400_000)
        #expect(roster.slot(at: start, counsellor: anna, room: roomA)?.end == start + .seconds(3_000))
        #expect(roster.slot(at: start + .milliseconds(1), counsellor: anna, room: roomA) == nil)
        #expect(roster.slot(at: start, counsellor: bo, room: roomA) == nil)
        #expect(roster.slot(at: start, counsellor: anna, room: roomB) == nil)
    }

    /// Anna and Bo both in room A, Bo later in room B.
    @Test func areFreeWhereNobodyAndNothingIsTaken() throws {
        let roster = DutyRoster(
            [try weekly(101, anna, roomA, "14:00", "16:00"), try weekly(102, bo, roomA, "14:00", "16:00")],
            rules: Self.rules(), zone: Self.zone)
        let day = try date("2026-11-05")
        let start = Timestamp(milliseconds: 1_793_858_400_000)
        func free(_ taken: [Identifier: [ClosedTime]], from: Timestamp = start, to: Timestamp? = nil) -> [String] {
            let slots = roster.freeSlots(
                on: day...day, for: student, taken: taken, notBefore: from, notAfter: to ?? start + .seconds(86_400))
            return zip(text(slots), slots).map { $0 + ($1.counsellor == anna ? " anna" : " bo") }
        }
        #expect(free([:]).count == 4)
        let first = [ClosedTime(start: start, end: start + .seconds(3_000))]
        #expect(free([anna: first]) == ["11-05 14:00 bo", "11-05 15:00 anna", "11-05 15:00 bo"])
        #expect(free([roomA: first]) == ["11-05 15:00 anna", "11-05 15:00 bo"])
        #expect(free([student: first]) == ["11-05 15:00 anna", "11-05 15:00 bo"])
        // What ends as another begins does not meet it.
        #expect(free([anna: [ClosedTime(start: start + .seconds(3_000), end: start + .seconds(3_600))]]).count == 4)
        #expect(free([anna: [ClosedTime(start: start + .seconds(2_999), end: start + .seconds(3_601))]]).count == 2)
        #expect(free([:], from: start + .milliseconds(1)).count == 2)
        #expect(free([:], to: start).count == 2)
    }

    @Test(
        arguments: [
            ("00:00", 0), ("09:05", 32_700), ("14:00", 50_400), ("23:59", 86_340), ("24:00", 86_400), ("24:01", nil),
            ("25:00", nil), ("12:60", nil), ("9:00", nil), ("09.00", nil), ("", nil), ("09:0a", nil), ("٠٩:٠٠", nil),
        ] as [(String, Int?)])
    func readTimesOfDay(_ text: String, _ seconds: Int?) {
        #expect(TimeOfDay.seconds(text) == seconds)
        if let seconds { #expect(TimeOfDay.text(seconds) == text) }
    }

    @Test func termsFollowEachOther() throws {
        let rules = Self.rules()
        #expect(rules.term(0, of: 2026) == (try date("2026-09-01")...date("2027-08-31")))
        #expect(rules.term(1, of: 2026) == (try date("2026-09-01")...date("2027-02-14")))
        #expect(rules.term(2, of: 2026) == (try date("2027-02-15")...date("2027-08-31")))
        #expect(rules.term(3, of: 2026) == nil)
        #expect(rules.finding == nil)
        #expect(Self.rules(slot: 59).finding == "slot must be 1m to 8h")
        #expect(Self.rules(pause: -1).finding == "break must be 0s to 366d")
    }

    @Test func aRequestIsAnsweredBeforeItsStart() {
        let now = Timestamp(milliseconds: 0)
        #expect(Self.rules().confirmBy(requestedAt: now, start: now + .seconds(90_000)) == now + .seconds(86_400))
        #expect(Self.rules().confirmBy(requestedAt: now, start: now + .seconds(7_200)) == now + .seconds(7_200))
    }
}
