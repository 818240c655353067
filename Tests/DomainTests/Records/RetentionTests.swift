import Domain
import Foundation
import Testing

@Suite("Retention")
struct RetentionTests {
    private static let zone = Duration.seconds(8 * 3_600)

    private func shipped() throws -> RetentionRules {
        try JSONDecoder().decode(RetentionRules.self, from: Data(try shippedFile("config/rules/retention.json")))
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func plan(
        left: String? = nil, handedOver: String? = nil, isHeld: Bool = false
    ) throws -> RetentionPlan {
        RetentionPlan(
            try shipped(), left: try left.map { try day($0).start(offset: Self.zone) },
            handedOver: try handedOver.map { try day($0).start(offset: Self.zone) }, isHeld: isHeld, zone: Self.zone)
    }

    @Test("The shipped rules name every topic, and where the figures come from")
    func rules() throws {
        let rules = try shipped()
        #expect(rules.finding == nil)
        #expect(rules.source.contains("第十九条"))
        #expect(rules.years(.interviews) == 3 && rules.years(.trauma) == 10)
        // The line of the timeline stays as long as anything that it tells of.
        for topic in ArchiveTopic.allCases { #expect(rules.years(topic) <= rules.years(.timeline)) }
    }

    @Test("Rules that forget a topic, or go too far, are refused with the place")
    func findings() throws {
        func finding(_ change: (inout [ArchiveTopic: Int]) -> Void, days: Int = 30, source: String = "x") -> String? {
            var years = Dictionary(uniqueKeysWithValues: ArchiveTopic.allCases.map { ($0, 3) })
            change(&years)
            return RetentionRules(source: source, yearsAfterLeaving: years, transferredCopyDays: days).finding
        }
        #expect(finding { _ in } == nil)
        #expect(finding { $0[.care] = nil } == "yearsAfterLeaving.care is missing")
        #expect(finding { $0[.care] = 51 }?.contains("0 to 50") == true)
        #expect(finding({ _ in }, days: 0)?.contains("transferredCopyDays") == true)
        #expect(finding({ _ in }, source: "")?.contains("source") == true)
        let unknown = try JSONDecoder().decode(
            RetentionRules.self,
            from: Data(
                String(decoding: try shippedFile("config/rules/retention.json"), as: UTF8.self)
                    .replacing("\"care\"", with: "\"care\": 3, \"rumours\"").utf8))
        #expect(unknown.finding == "yearsAfterLeaving.rumours is no topic of an archive")
    }

    @Test("Nothing goes while a student is at the school")
    func attending() throws {
        let plan = try plan()
        #expect(plan.standing == .attending && plan.lastDay == nil)
        #expect(plan.due(on: try day("2999-01-01")).isEmpty)
        #expect(try !plan.isAllDue(on: day("2999-01-01")))
    }

    @Test("Each topic goes on its day, the key with the last")
    func leaving() throws {
        let plan = try plan(left: "2026-07-01")
        #expect(plan.day(.interviews) == (try day("2029-07-01")))
        #expect(plan.day(.mentoring) == (try day("2027-07-01")))
        #expect(plan.lastDay == (try day("2036-07-01")))
        #expect(plan.due(on: try day("2027-06-30")).isEmpty)
        #expect(plan.due(on: try day("2027-07-01")) == [.mentoring])
        #expect(try !plan.isAllDue(on: day("2036-06-30")))
        #expect(try plan.isAllDue(on: day("2036-07-01")))
    }

    @Test("The copy that stays after a transfer goes as a whole, and before the rules if they are later")
    func transferred() throws {
        let plan = try plan(left: "2026-11-04", handedOver: "2026-11-04")
        for topic in ArchiveTopic.allCases { #expect(plan.day(topic) == (try day("2027-05-03"))) }
        #expect(try plan.isAllDue(on: day("2027-05-03")))
    }

    @Test("A hold stops all, and the days stay to be seen")
    func held() throws {
        let plan = try plan(left: "2000-07-01", isHeld: true)
        #expect(plan.standing == .held)
        #expect(plan.lastDay == (try day("2010-07-01")))
        #expect(plan.due(on: try day("2026-07-01")).isEmpty)
    }

    @Test("A year later is the same day, but for the leap day")
    func years() throws {
        #expect(try day("2024-02-29").adding(years: 1) == day("2025-02-28"))
        #expect(try day("2024-02-29").adding(years: 4) == day("2028-02-29"))
        #expect(try day("2026-12-31").adding(years: 3) == day("2029-12-31"))
    }

    @Test("A moment as files have it, and back, in no other way")
    func moments() throws {
        for milliseconds in [0, 1_793_750_400_123, -1, 32_000_000_000_001] as [Int64] {
            let moment = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
        }
        #expect(Timestamp(milliseconds: 1_793_750_400_123).iso8601 == "2026-11-04T00:00:00.123Z")
        for text in ["", "2026-11-04", "2026-11-04T00:00:00Z", "2026-11-04T24:00:00.000Z", "2026-11-04t00:00:00.000Z"] {
            #expect(Timestamp(iso8601: text) == nil, "\(text)")
        }
    }
}
