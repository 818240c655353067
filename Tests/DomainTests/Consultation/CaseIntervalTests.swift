import Domain
import Testing

@Suite("How long ago, for those who must not know the day")
struct CaseIntervalTests {
    @Test(
        arguments: [
            (0, 0), (1, 1), (13, 13), (14, 14), (15, 14), (20, 14), (21, 21), (181, 175), (182, 182), (183, 180),
            (209, 180), (210, 210), (400, 390), (3_000, 3_000), (-1, 0), (-500, 0),
        ])
    func coarser(_ days: Int, _ told: Int) throws {
        let origin = try #require(CalendarDate(year: 2026, month: 11, day: 25))
        #expect(CaseInterval.days(from: origin.adding(days: -days), to: origin) == told)
    }

    @Test("Nothing that is told lies nearer than it was, and what lay further back is never told as nearer")
    func order() throws {
        let origin = try #require(CalendarDate(year: 2026, month: 11, day: 25))
        var last = 0
        for days in 0...2_000 {
            let told = CaseInterval.days(from: origin.adding(days: -days), to: origin)
            #expect(told <= days)
            // At the change from weeks to spans of 30 days it may fall by less than a week.
            #expect(told >= last - 6)
            last = told
        }
    }
}
