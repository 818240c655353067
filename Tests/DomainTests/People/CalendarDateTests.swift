import Domain
import Testing

@Suite("Calendar date")
struct CalendarDateTests {
    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test(
        "Days that exist are read and written back",
        arguments: ["2012-03-31", "2000-02-29", "2024-02-29", "0001-01-01", "9999-12-31", "1900-02-28"])
    func strict(text: String) throws {
        #expect(try date(text).description == text)
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", "2012-3-31", "2012/03/31", "20120331", "2012-02-30", "2013-02-29", "1900-02-29", "2012-00-10",
            "2012-13-01", "2012-04-31", "2012-01-00", "0000-01-01", "-012-01-01", "2012-+1-01", " 2012-03-31",
            "2012-03-31 ", "２０１２-03-31", "12-03-2012",
        ])
    func refused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "Days since the epoch",
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
            ("2026-09-01", 20_697), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1900-03-01", -25_508),
        ])
    func epoch(text: String, days: Int) throws {
        #expect(try date(text).daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days).description == text)
    }

    @Test("Every day from 1 to 9999 follows the one before, by a count of its own")
    func walk() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var days = -719_162
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                let length = month == 2 && isLeap ? 29 : lengths[month - 1]
                // The first and last of each month bound the days between.
                for (day, count) in [(1, days), (length, days + length - 1)] {
                    let date = CalendarDate(daysSinceEpoch: count)
                    guard date.year == year, date.month == month, date.day == day, date.daysSinceEpoch == count else {
                        Issue.record("wrong at \(year)-\(month)-\(day)")
                        return
                    }
                }
                guard CalendarDate(year: year, month: month, day: length + 1) == nil else {
                    Issue.record("\(year)-\(month) is too long")
                    return
                }
                days += length
            }
        }
    }

    @Test("Adding days stops at the ends of the calendar")
    func adding() throws {
        #expect(try date("2026-12-31").addingDays(1) == date("2027-01-01"))
        #expect(try date("2024-03-01").addingDays(-1) == date("2024-02-29"))
        #expect(try date("2024-03-01").addingDays(0) == date("2024-03-01"))
        #expect(CalendarDate.latest.addingDays(1) == .latest)
        #expect(CalendarDate.earliest.addingDays(-1) == .earliest)
        #expect(CalendarDate.latest.addingDays(.max) == .latest)
        #expect(CalendarDate.earliest.addingDays(.min) == .earliest)
    }

    @Test("Dates are in order")
    func order() throws {
        #expect(try date("2012-03-31") < date("2012-04-01"))
        #expect(try date("2011-12-31") < date("2012-01-01"))
        #expect(try date("2012-03-09") < date("2012-03-10"))
    }

    @Test(
        "Age in whole months",
        arguments: [
            ("2012-03-31", "2012-03-31", 0), ("2012-03-31", "2012-04-30", 0), ("2012-03-31", "2012-05-01", 1),
            ("2012-03-31", "2026-03-30", 167), ("2012-03-31", "2026-03-31", 168), ("2012-02-29", "2013-02-28", 11),
            ("2012-02-29", "2013-03-01", 12), ("2012-02-29", "2016-02-29", 48), ("2012-03-31", "2012-03-30", -1),
            ("2012-12-15", "2013-01-15", 1),
        ])
    func age(born: String, on: String, months: Int) throws {
        #expect(try date(born).ageInMonths(on: date(on)) == months)
    }

    @Test(
        "Rosters write dates in several ways",
        arguments: [
            "2012-03-31", "2012/3/31", "2012/03/31", "2012.3.31", "2012-3-31", "20120331", "2012年3月31日",
            "２０１２－０３－３１", "２０１２／３／３１", "２０１２０３３１",
        ])
    func roster(text: String) throws {
        #expect(try CalendarDate(roster: text) == date("2012-03-31"))
    }

    @Test(
        "What could mean two days, or none, is refused",
        arguments: [
            "", "12/3/31", "3/31/2012", "31.3.2012", "2012-3/31", "2012331", "201203311", "2012-3-", "2012-3",
            "2012//3/31", "2012-003-31", "2012年3月31", "2012年3月31日1", "20120230", "2012/2/30", "2012 3 31", "2012-3-31-",
            "41000", "一二三四五六七八", "月日年2012", "年月日", "--", "2012-3-31 00:00",
        ])
    func rosterRefused(text: String) {
        #expect(CalendarDate(roster: text) == nil)
    }

    @Test(
        "The local day of a moment",
        arguments: [
            (0, 0, "1970-01-01"), (-1, 0, "1969-12-31"), (0, 8, "1970-01-01"), (57_599_999, 8, "1970-01-01"),
            (57_600_000, 8, "1970-01-02"), (-28_800_001, 8, "1969-12-31"), (-28_800_000, 8, "1970-01-01"),
            (0, -5, "1969-12-31"), (86_400_000 - 1, 0, "1970-01-01"), (.max, 8, "9999-12-31"), (.min, -8, "0001-01-01"),
        ] as [(Int64, Int, String)])
    func local(milliseconds: Int64, hours: Int, text: String) {
        let day = CalendarDate(of: Timestamp(milliseconds: milliseconds), offset: .seconds(hours * 3_600))
        #expect(day.description == text)
    }

    @Test("A local day begins and ends at local midnight")
    func bounds() throws {
        let china = Duration.seconds(8 * 3_600)
        let day = try date("2026-09-01")
        // 2026-08-31T16:00:00Z and a day later.
        #expect(day.start(offset: china) == Timestamp(milliseconds: 1_788_192_000_000))
        #expect(day.end(offset: china) == Timestamp(milliseconds: 1_788_278_400_000))
        #expect(CalendarDate(of: day.start(offset: china), offset: china) == day)
        let last = Timestamp(milliseconds: day.end(offset: china).milliseconds - 1)
        #expect(CalendarDate(of: last, offset: china) == day)
        #expect(CalendarDate(of: day.end(offset: china), offset: china) == day.addingDays(1))
        #expect(CalendarDate.latest.end(offset: china) > CalendarDate.latest.start(offset: china))
    }
}
