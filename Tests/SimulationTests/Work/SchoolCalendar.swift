import Domain

/// When there is school: Monday to Friday, but for holidays.
enum SchoolCalendar {
    private static let holidays = [
        ("2026-10-01", "2026-10-07"), ("2027-01-25", "2027-02-21"), ("2027-05-01", "2027-05-05"),
        ("2027-07-05", "2027-08-31"),
    ]

    static func isSchoolDay(_ day: CalendarDate) -> Bool {
        let text = day.description
        return day.weekday <= 5 && !holidays.contains { $0.0 <= text && text <= $0.1 }
    }
}
