public import Domain

/// The report of a class for a period, be it that there is nothing to report · 零报告.
public struct DayReportRecord: Sendable, Equatable {
    public let school: Identifier
    public let unit: Identifier
    /// The first day of the period.
    public let period: CalendarDate
    public let author: Identifier
    public let sentAt: Timestamp
    /// How many students it tells of; none is "nothing to report".
    public let observations: Int
    public let note: String?

    public init(
        school: Identifier, unit: Identifier, period: CalendarDate, author: Identifier, sentAt: Timestamp,
        observations: Int, note: String?
    ) {
        self.school = school
        self.unit = unit
        self.period = period
        self.author = author
        self.sentAt = sentAt
        self.observations = observations
        self.note = note
    }
}

/// A visit to a dorm, or the review of a department (T15).
public struct RoundRecord: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case dormVisit = "dorm_visit"
        case departmentReview = "department_review"
    }

    public let school: Identifier
    public let id: Identifier
    public let kind: Kind
    public let unit: Identifier
    public let author: Identifier
    public let heldAt: Timestamp
    public let observations: Int
    public let note: String?

    public init(
        school: Identifier, id: Identifier, kind: Kind, unit: Identifier, author: Identifier, heldAt: Timestamp,
        observations: Int, note: String?
    ) {
        self.school = school
        self.id = id
        self.kind = kind
        self.unit = unit
        self.author = author
        self.heldAt = heldAt
        self.observations = observations
        self.note = note
    }
}

/// What was found open at the end of a school's day.
public struct DaySweepRecord: Sendable, Equatable {
    /// Something that a unit had not done.
    public struct Missing: Sendable, Hashable {
        public enum What: String, Sendable, CaseIterable {
            case report
            case dormVisit = "dorm_visit"
            case departmentReview = "department_review"
        }

        public let unit: Identifier
        public let what: What

        public init(_ what: What, of unit: Identifier) {
            self.unit = unit
            self.what = what
        }
    }

    public let school: Identifier
    public let day: CalendarDate
    public let at: Timestamp
    public let unacknowledged: Int
    public let interviews: Int
    public let overdue: Int
    public let signals: Int
    public let reports: Int
    public let gaps: Int
    public let missing: [Missing]

    public init(
        school: Identifier, day: CalendarDate, at moment: Timestamp, unacknowledged: Int, interviews: Int, overdue: Int,
        signals: Int, reports: Int, gaps: Int, missing: [Missing]
    ) {
        self.school = school
        self.day = day
        at = moment
        self.unacknowledged = unacknowledged
        self.interviews = interviews
        self.overdue = overdue
        self.signals = signals
        self.reports = reports
        self.gaps = gaps
        self.missing = missing
    }
}
