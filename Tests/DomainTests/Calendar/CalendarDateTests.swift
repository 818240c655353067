import Domain
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0, 4), (2000, 2, 29, 11_016, 2), (1900, 3, 1, -25_508, 4), (2026, 9, 1, 20_697, 2),
        (1800, 1, 1, -62_091, 3), (2999, 12, 31, 376_199, 2), (1969, 12, 31, -1, 3),
    ])
    func daysAreCountedFromTheEpoch(year: Int, month: Int, day: Int, count: Int, weekday: Int) throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == count)
        #expect(date.weekday == weekday)
        #expect(CalendarDate(daysSinceEpoch: count) == date)
    }

    @Test(arguments: [
        (2025, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (1799, 12, 31),
        (3000, 1, 1),
    ])
    func daysThatAreNotInTheCalendarAreRefused(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test func everyDayIsFollowedByTheNext() throws {
        var date = try #require(CalendarDate(year: 1899, month: 12, day: 31))
        for _ in 0..<80_000 {
            let next = date.adding(days: 1)
            #expect(next > date && next.daysSinceEpoch == date.daysSinceEpoch + 1)
            #expect(next.weekday == date.weekday % 7 + 1)
            let isNextDay = next.day == date.day + 1 && next.month == date.month && next.year == date.year
            let isNextMonth = next.day == 1 && next.month == date.month + 1 && next.year == date.year
            let isNextYear = next.day == 1 && next.month == 1 && next.year == date.year + 1 && date.month == 12
            #expect(isNextDay || isNextMonth || isNextYear)
            date = next
        }
        #expect(date.description == "2119-01-12")
    }

    @Test(arguments: [
        ("2012-03-15", "2012-03-15", 0), ("2012-03-15", "2012-04-14", 0), ("2012-03-15", "2012-04-15", 1),
        ("2012-01-31", "2012-02-29", 0), ("2012-01-31", "2012-03-01", 1), ("2012-02-29", "2026-02-28", 167),
        ("2012-02-29", "2026-03-01", 168), ("2012-09-01", "2026-08-31", 167), ("2012-04-15", "2012-03-16", 0),
        ("2012-04-15", "2012-03-15", -1),
    ])
    func wholeMonthsAreFullOnTheSameDay(from: String, to: String, months: Int) throws {
        #expect(try #require(CalendarDate(from)).wholeMonths(until: #require(CalendarDate(to))) == months)
    }

    @Test(arguments: ["2012-09-01", "2012-9-1", "2012/9/1", "2012.9.1", "2012/09/01", "20120901", "2012年9月1日"])
    func datesAreReadAsSchoolsWriteThem(text: String) {
        #expect(CalendarDate(schoolText: text)?.description == "2012-09-01")
    }

    @Test(arguments: [
        "", "2012", "2012-9", "2012-9-1-1", "12-9-1", "2012-9/1", "2012年9月1", "2012-13-1", "20121301", "2012-009-1",
        "2012-9-", "-9-1", "２０１２-9-1", "99999999999999999999", "2012-9-1日",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(CalendarDate(schoolText: text) == nil)
    }

    @Test(arguments: ["2012-9-1", "2012/09/01", "20120901", " 2012-09-01"])
    func theStrictSpellingIsTheOnlyOneInFiles(text: String) {
        #expect(CalendarDate(text) == nil)
    }
}

@Suite struct LocalDayTests {
    private static let shanghai = Duration.seconds(28_800)

    @Test(
        arguments: [
            (1_795_578_060_000, "2026-11-25"), (1_795_536_000_000, "2026-11-25"), (1_795_535_999_999, "2026-11-24"),
            (0, "1970-01-01"), (-28_800_000, "1970-01-01"), (-28_800_001, "1969-12-31"),
        ] as [(Int64, String)])
    func theDayIsTheOneInShanghai(milliseconds: Int64, day: String) {
        #expect(CalendarDate(of: Timestamp(milliseconds: milliseconds), offset: Self.shanghai).description == day)
    }

    @Test func theEndOfTheDayIsItsLastMillisecond() {
        let moment = Timestamp(milliseconds: 1_795_578_060_000)
        #expect(moment.endOfDay(zone: Self.shanghai).milliseconds == 1_795_536_000_000 + 86_399_999)
    }

    @Test(arguments: [Int64.min, Int64.max])
    func momentsBeyondTheCalendarDoNotTrap(milliseconds: Int64) {
        let date = CalendarDate(of: Timestamp(milliseconds: milliseconds), offset: Self.shanghai)
        #expect([1800, 2999].contains(date.year))
    }
}
