public import Domain

/// A special period (特殊节点) of a unit and all below it, as stored.
public struct SpecialPeriodRecord: Sendable, Equatable {
    /// Zero above schools.
    public let school: Identifier
    public let id: Identifier
    public let unit: Identifier
    public let period: SpecialPeriod
    public let reviewBy: Timestamp
    public let createdBy: Identifier
    public let createdAt: Timestamp
    /// When it was ended before its last day.
    public var endedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, unit: Identifier, period: SpecialPeriod, reviewBy: Timestamp,
        createdBy: Identifier, createdAt: Timestamp, endedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.unit = unit
        self.period = period
        self.reviewBy = reviewBy
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.endedAt = endedAt
    }

    public func isOpen(at moment: Timestamp) -> Bool { endedAt == nil && period.isOpen(at: moment) }
}

/// One look at a student of a special group in a special period, as stored.
public struct SpecialReviewRecord: Sendable, Equatable {
    /// What makes the student one of a special group.
    public enum Cause: String, Sendable, CaseIterable {
        case careList = "care_list"
        case crisisCase = "crisis_case"
        /// 重点关注类别
        case circumstance
    }

    public let school: Identifier
    public let id: Identifier
    public let period: Identifier
    public let student: Identifier
    public let cause: Cause
    public let createdAt: Timestamp
    public let dueAt: Timestamp
    public var doneBy: Identifier?
    public var doneAt: Timestamp?
    public var level: AttentionLevel?
    public var finding: String?

    public init(
        school: Identifier, id: Identifier, period: Identifier, student: Identifier, cause: Cause,
        createdAt: Timestamp, dueAt: Timestamp, doneBy: Identifier? = nil, doneAt: Timestamp? = nil,
        level: AttentionLevel? = nil, finding: String? = nil
    ) {
        self.school = school
        self.id = id
        self.period = period
        self.student = student
        self.cause = cause
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.level = level
        self.finding = finding
    }
}
