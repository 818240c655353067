/// A special period of the school year (特殊节点, T23).
public enum SpecialPeriodKind: String, Sendable, CaseIterable, Codable {
    /// 春季
    case spring
    /// 入学季
    case enrolment
    /// 考试季
    case exams
    /// 毕业季
    case graduation
}

/// What changes in a period of a kind: configuration (`specialPeriods` in `config/rules/crisis.json`).
public struct SpecialPeriodRule: Sendable, Hashable, Codable {
    /// What becomes of a review interval, in percent of the usual one.
    public let intervalPercent: Int
    /// By when the special groups have been looked at, after the beginning.
    public let reviewWithin: TimeSpan

    public init(intervalPercent: Int, reviewWithin: TimeSpan) {
        self.intervalPercent = intervalPercent
        self.reviewWithin = reviewWithin
    }
}

/// A dated span in which the students of some stages are looked at more closely.
public struct SpecialPeriod: Sendable, Hashable {
    public let kind: SpecialPeriodKind
    /// All stages when empty.
    public let stages: Set<SchoolStage>
    public let startsAt: Timestamp
    /// The first moment after it.
    public let endsAt: Timestamp
    public let intervalPercent: Int

    public init(
        kind: SpecialPeriodKind, stages: Set<SchoolStage>, startsAt: Timestamp, endsAt: Timestamp, intervalPercent: Int
    ) {
        self.kind = kind
        self.stages = stages
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.intervalPercent = intervalPercent
    }

    public func isOpen(at moment: Timestamp) -> Bool { startsAt <= moment && moment < endsAt }

    /// Whether it is meant for schools of the stage; a school without one is meant, too.
    public func concerns(_ stage: SchoolStage?) -> Bool {
        stages.isEmpty || stage.map(stages.contains) ?? true
    }
}

/// How long an open case may go without a review.
public enum ReviewInterval {
    /// The interval at `moment`: the usual one, or what the strictest open period leaves of it.
    ///
    /// - Parameters:
    ///   - periods: those that concern the student's school; others are not told apart here.
    ///   - usual: for a care entry by its level, for a plan or a crisis case by configuration.
    public static func during(_ periods: [SpecialPeriod], at moment: Timestamp, usually usual: Duration) -> Duration {
        let percent = periods.filter { $0.isOpen(at: moment) }.map(\.intervalPercent).min() ?? 100
        guard percent < 100 else { return usual }
        return .milliseconds(usual.wholeMilliseconds / 100 * Int64(percent))
    }
}
