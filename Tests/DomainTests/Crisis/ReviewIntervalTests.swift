import Domain
import Testing

@Suite("Review intervals in special periods")
struct ReviewIntervalTests {
    private static let start = Timestamp(milliseconds: 1_000_000)

    private func period(
        _ percent: Int, from: Int64 = 0, until: Int64 = 1_000, _ stages: Set<SchoolStage> = []
    ) -> SpecialPeriod {
        SpecialPeriod(
            kind: .exams, stages: stages, startsAt: Self.start + .seconds(from), endsAt: Self.start + .seconds(until),
            intervalPercent: percent)
    }

    @Test("Without an open period it is as usual; in one it is that percentage; of several the strictest counts")
    func percentages() {
        let week = Duration.seconds(7 * 86_400)
        func interval(_ periods: [SpecialPeriod], after seconds: Int64 = 0) -> Duration {
            ReviewInterval.during(periods, at: Self.start + .seconds(seconds), usually: week)
        }
        #expect(interval([]) == week)
        #expect(interval([period(50)]) == .seconds(302_400))
        #expect(interval([period(100)]) == week)
        #expect(interval([period(1)]) == .seconds(6_048))
        #expect(interval([period(50), period(25), period(75)]) == .seconds(151_200))
        #expect(interval([period(50, from: 1)]) == week)
        #expect(interval([period(50, from: 1)], after: 1) == .seconds(302_400))
        // The end is the first moment after it.
        #expect(interval([period(50)], after: 999) == .seconds(302_400))
        #expect(interval([period(50)], after: 1_000) == week)
    }

    @Test("A period without stages concerns all of them; one with stages, those, and a school without a stage")
    func stages() {
        for stage in SchoolStage.allCases {
            #expect(period(50).concerns(stage))
            #expect(period(50, [.senior, .university]).concerns(stage) == (stage == .senior || stage == .university))
        }
        #expect(period(50, [.senior]).concerns(nil))
    }
}
