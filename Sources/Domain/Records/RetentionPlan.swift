/// When what stands in one student's archive goes: a pure function of the rules and of what became of the student.
public struct RetentionPlan: Sendable, Equatable {
    /// Why nothing goes, or when it does.
    public enum Standing: Sendable, Equatable {
        /// Still at the school: nothing goes.
        case attending
        /// A hold is in force: nothing goes while it is, whatever the date.
        case held
        case running
    }

    public let standing: Standing
    /// The day on which each topic goes, whether a hold is in force or not; nothing while the student is at the school.
    private let days: [ArchiveTopic: CalendarDate]

    /// - Parameters:
    ///   - left: when the student left the school.
    ///   - handedOver: when another school signed for the archive.
    ///   - zone: how far the school's clocks are ahead of UTC.
    public init(
        _ rules: RetentionRules, left: Timestamp?, handedOver: Timestamp?, isHeld: Bool, zone: Duration
    ) {
        var days: [ArchiveTopic: CalendarDate] = [:]
        for topic in ArchiveTopic.allCases {
            let byRule = left.map { CalendarDate(of: $0, offset: zone).adding(years: rules.years(topic)) }
            let byTransfer = handedOver.map {
                CalendarDate(of: $0, offset: zone).adding(days: rules.transferredCopyDays)
            }
            days[topic] = [byRule, byTransfer].compactMap(\.self).min()
        }
        self.days = days
        standing = isHeld ? .held : days.isEmpty ? .attending : .running
    }

    /// The first day on which the topic is not there any more.
    public func day(_ topic: ArchiveTopic) -> CalendarDate? { days[topic] }

    /// The day on which the last of it goes, and the student's key with it.
    public var lastDay: CalendarDate? { days.values.max() }

    /// The topics whose day has come; none while a hold is in force.
    public func due(on day: CalendarDate) -> [ArchiveTopic] {
        guard standing == .running else { return [] }
        return ArchiveTopic.allCases.filter { topic in days[topic].map { $0 <= day } ?? false }
    }

    /// Whether all is due, so that the key goes too.
    public func isAllDue(on day: CalendarDate) -> Bool { due(on: day).count == ArchiveTopic.allCases.count }
}

extension CalendarDate {
    /// The same day so many years later; 28 February for a 29th that the year does not have.
    public func adding(years: Int) -> CalendarDate {
        CalendarDate(year: year + years, month: month, day: day)
            ?? CalendarDate(year: year + years, month: month, day: 28) ?? self
    }
}
