/// A day of the Gregorian calendar, also before its introduction: no time of day and no zone.
///
/// The years are 1 to 9999, those that four digits can write.
public struct CalendarDate: Hashable, Sendable, Comparable {
    public static let earliest = CalendarDate(uncheckedYear: 1, month: 1, day: 1)
    public static let latest = CalendarDate(uncheckedYear: 9999, month: 12, day: 31)

    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day with these numbers, or nothing if there is none.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.days(in: month, of: year) else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// The day written as `2012-03-31`, and in no other way.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day that is so many days after 1970-01-01; the earliest or latest day where there is none.
    public init(daysSinceEpoch days: Int) {
        guard days > Self.earliest.daysSinceEpoch else { self = .earliest; return }
        guard days < Self.latest.daysSinceEpoch else { self = .latest; return }
        // The year is counted from March, so that the leap day is its last; eras of 400 years are all alike.
        let shifted = days + Self.daysFromMarchOfYearZero
        let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            uncheckedYear: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Whole days after 1970-01-01; negative before it.
    public var daysSinceEpoch: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let (era, yearOfEra) = (yearFromMarch / 400, yearFromMarch % 400)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - Self.daysFromMarchOfYearZero
    }

    /// The day so many days later, or earlier if negative; the earliest or latest day where there is none.
    public func addingDays(_ days: Int) -> CalendarDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        guard !overflow else { return days < 0 ? .earliest : .latest }
        return CalendarDate(daysSinceEpoch: sum)
    }

    /// The whole months that a person born on this day has lived on `date`; negative before birth.
    ///
    /// Where the month has no such day (born on the 31st, or on 29 February) the month is full on the first of the
    /// next one: nobody is taken for older than they are.
    public func ageInMonths(on date: CalendarDate) -> Int {
        (date.year - year) * 12 + date.month - month - (date.day < day ? 1 : 0)
    }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysFromMarchOfYearZero = 719_468

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number that up to four digits write.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard 1...4 ~= digits.count else { return nil }
        var number = 0
        for digit in digits {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}

extension CalendarDate: CustomStringConvertible {
    /// As `2012-03-31`.
    public var description: String {
        func padded(_ number: Int, to width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}
