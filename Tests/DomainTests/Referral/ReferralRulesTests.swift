import Domain
import Foundation
import Testing

@Suite("Clocks of referrals")
struct ReferralRulesTests {
    private let start = Timestamp(milliseconds: 1_793_750_400_000)

    private func shipped() throws -> ReferralRules {
        try JSONDecoder().decode(ReferralRules.self, from: try shippedFile("config/rules/referrals.json"))
    }

    @Test("Every state that waits for somebody has a clock, and the green channel is never slower")
    func clocks() throws {
        let rules = try shipped()
        #expect(rules.finding == nil)
        for state in ReferralState.allCases {
            let usual = rules.due(in: state, since: start, appointment: nil, isGreenChannel: false)
            let green = rules.due(in: state, since: start, appointment: nil, isGreenChannel: true)
            #expect((usual != nil) == state.isOpen)
            #expect((green != nil) == state.isOpen)
            if let usual, let green { #expect(start < green && green <= usual) }
        }
        #expect(
            rules.due(in: .sent, since: start, appointment: nil, isGreenChannel: true) == start + .seconds(3_600))
        #expect(
            rules.due(in: .sent, since: start, appointment: nil, isGreenChannel: false) == start + .seconds(172_800))
    }

    @Test("Once there is a date, the clock runs from there")
    func appointments() throws {
        let rules = try shipped()
        let appointment = start + .seconds(5 * 86_400)
        #expect(
            rules.due(in: .scheduled, since: start, appointment: appointment, isGreenChannel: false)
                == appointment + .seconds(86_400))
        // A date that is over counts from when it was written down.
        #expect(
            rules.due(in: .scheduled, since: appointment, appointment: start, isGreenChannel: false)
                == appointment + .seconds(86_400))
        #expect(
            rules.due(in: .attended, since: start, appointment: appointment, isGreenChannel: false)
                == start + .seconds(604_800))
    }

    @Test(
        "Silence is overdue at once after the due time, and escalates after the same span again",
        arguments: [
            (0, ReferralDelay.inTime), (1_000, .inTime), (1_001, .overdue), (1_999, .overdue), (2_000, .escalated),
            (9_000, .escalated),
        ] as [(Int64, ReferralDelay)])
    func delays(_ later: Int64, _ delay: ReferralDelay) {
        let (due, now) = (start + .milliseconds(1_000), start + .milliseconds(later))
        #expect(ReferralDelay(since: start, due: due, at: now) == delay)
        #expect(ReferralDelay(since: start, due: nil, at: now) == .inTime)
    }

    @Test("The guardian consents below the age of the rules, and where the birth date is not known")
    func givers() throws {
        let rules = try shipped()
        let born = try #require(CalendarDate(year: 2010, month: 3, day: 31))
        let eve = try #require(CalendarDate(year: 2028, month: 3, day: 30))
        #expect(rules.consentGiver(born: born, on: eve) == .guardian)
        #expect(rules.consentGiver(born: born, on: eve.adding(days: 1)) == .student)
        #expect(rules.consentGiver(born: nil, on: eve) == .guardian)
    }

    @Test("The shipped grounds are those of the law of mental health, and of emergencies")
    func grounds() throws {
        let rules = try shipped()
        #expect(
            rules.grounds.map(\.id) == ["mental_health_law_28", "mental_health_law_30", "personal_information_law_13"])
        #expect(rules.ground("mental_health_law_28")?.law.contains("第二十八条") == true)
        #expect(rules.ground("none") == nil)
    }

    @Test("Figures that do not hold are found")
    func findings() throws {
        let shipped = try shipped()
        func clock(_ sent: Int) -> ReferralRules.Clock {
            ReferralRules.Clock(
                drafted: .second, consented: .second, sent: TimeSpan(seconds: sent), received: .second,
                scheduled: .second, attended: .second, noShow: .second, feedback: .second, refused: .second)
        }
        func finding(_ ordinary: Int, _ green: Int, age: Int = 18, grounds: [ReferralGround] = []) -> Bool {
            ReferralRules(
                ordinary: clock(ordinary), greenChannel: clock(green), ownConsentFromAge: age, grounds: grounds
            ).finding != nil
        }
        #expect(!finding(2, 1))
        #expect(!finding(2, 1, age: 14, grounds: shipped.grounds))
        #expect(finding(1, 2))
        #expect(finding(1, 0))
        #expect(finding(2, 1, age: 13))
        #expect(finding(2, 1, age: 19))
        #expect(finding(2, 1, grounds: shipped.grounds + shipped.grounds.prefix(1)))
        #expect(finding(2, 1, grounds: [ReferralGround(id: "", law: "法", text: "")]))
    }
}
