/// When the units of the network report, and how often dorms are visited and departments reviewed: configuration
/// (`config/rules/network.json`). No statute fixes these figures; T15 asks for "定期".
public struct NetworkRules: Sendable, Hashable, Codable {
    public struct Reports: Sendable, Hashable, Codable {
        public enum Every: String, Sendable, Hashable, Codable {
            case day
            case week
        }

        public let every: Every
        /// How long after the beginning of the day (of its last day, for a week) the report is due.
        public let due: TimeSpan
        /// On which days there is school: 1 is Monday, 7 Sunday.
        public let weekdays: [Int]

        public init(every: Every, due: TimeSpan, weekdays: [Int]) {
            self.every = every
            self.due = due
            self.weekdays = weekdays
        }
    }

    public let reports: Reports
    /// How long after the beginning of the day the look at the day's end is taken.
    public let sweepAt: TimeSpan
    public let dormVisitEvery: TimeSpan
    public let departmentReviewEvery: TimeSpan

    public init(reports: Reports, sweepAt: TimeSpan, dormVisitEvery: TimeSpan, departmentReviewEvery: TimeSpan) {
        self.reports = reports
        self.sweepAt = sweepAt
        self.dormVisitEvery = dormVisitEvery
        self.departmentReviewEvery = departmentReviewEvery
    }

    /// As `config/rules/network.json` ships them.
    public static let shipped = NetworkRules(
        reports: Reports(every: .day, due: TimeSpan(.seconds(18 * 3_600)), weekdays: [1, 2, 3, 4, 5]),
        sweepAt: TimeSpan(.seconds(21 * 3_600)), dormVisitEvery: TimeSpan(.seconds(7 * 86_400)),
        departmentReviewEvery: TimeSpan(.seconds(14 * 86_400)))

    /// What is wrong with rules that read well; each says what to do.
    public var findings: [String] {
        var findings: [String] = []
        if reports.weekdays.isEmpty || reports.weekdays.contains(where: { !(1...7).contains($0) }) {
            findings.append("reports.weekdays: name at least one day, from 1 for Monday to 7 for Sunday")
        }
        for (name, span) in [("reports.due", reports.due), ("sweepAt", sweepAt)]
        where span.duration >= .seconds(86_400) {
            findings.append("\(name): lies within the day, so it is less than 24h")
        }
        for (name, span) in [("dormVisitEvery", dormVisitEvery), ("departmentReviewEvery", departmentReviewEvery)]
        where span == .none {
            findings.append("\(name): must be longer than nothing")
        }
        return findings
    }

    /// The period that a report of this day is for.
    public func period(of day: CalendarDate, zone: Duration) -> ReportPeriod {
        switch reports.every {
        case .day:
            let isSchoolDay = reports.weekdays.contains(day.weekday)
            return ReportPeriod(
                start: day, end: day, dueAt: isSchoolDay ? day.start(offset: zone) + reports.due.duration : nil)
        case .week:
            let monday = day.adding(days: 1 - day.weekday)
            let last = monday.adding(days: (reports.weekdays.max() ?? 7) - 1)
            return ReportPeriod(
                start: monday, end: monday.adding(days: 6), dueAt: last.start(offset: zone) + reports.due.duration)
        }
    }

    /// When the look at the end of the day is taken.
    public func sweepMoment(of day: CalendarDate, zone: Duration) -> Timestamp {
        day.start(offset: zone) + sweepAt.duration
    }
}

/// The days that one report is for.
public struct ReportPeriod: Sendable, Hashable {
    /// The period is known by it.
    public let start: CalendarDate
    public let end: CalendarDate
    /// Nothing on a day without school: a report may be sent, and none is missing.
    public let dueAt: Timestamp?
}
