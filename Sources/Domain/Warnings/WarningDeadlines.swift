/// By when a warning must be taken and the student seen, and how it goes up the network when it is not: configuration
/// (`config/rules/deadlines.json`).
///
/// Shipped: a crisis is acknowledged in 30 minutes and interviewed the same day, concern in 24 hours, watch in 7 days. No
/// statute fixes these figures.
public struct WarningDeadlines: Sendable, Hashable, Codable {
    public struct Span: Sendable, Hashable, Codable {
        public let acknowledge: TimeSpan
        /// Nothing is the end of the same day, in the school's zone.
        public let interview: TimeSpan?
        /// How long each further unit of the network has, once a deadline was missed.
        public let hop: TimeSpan
        /// Whose people are told first.
        public let firstHop: FirstHop

        public init(acknowledge: TimeSpan, interview: TimeSpan?, hop: TimeSpan, firstHop: FirstHop) {
            self.acknowledge = acknowledge
            self.interview = interview
            self.hop = hop
            self.firstHop = firstHop
        }
    }

    /// Where in the network a warning begins: there, or at the next unit above where the student has none.
    public enum FirstHop: String, Sendable, Hashable, Codable, CaseIterable {
        case dorm
        case `class`
        /// The grade, or the department.
        case grade
        case school
    }

    public let watch: Span
    public let concern: Span
    public let crisis: Span

    public init(watch: Span, concern: Span, crisis: Span) {
        self.watch = watch
        self.concern = concern
        self.crisis = crisis
    }

    public func span(for level: AttentionLevel) -> Span {
        switch level {
        case .none, .watch: watch
        case .concern: concern
        case .crisis: crisis
        }
    }

    /// What is wrong with the figures; nothing when they hold.
    public var finding: String? {
        for (level, span) in [("watch", watch), ("concern", concern), ("crisis", crisis)] {
            let spans =
                [("acknowledge", span.acknowledge), ("hop", span.hop)]
                + (span.interview.map { [("interview", $0)] } ?? [])
            for (name, span) in spans where span == .none {
                return "\(level).\(name): must be longer than nothing"
            }
        }
        return nil
    }

    /// The moments for a warning raised at `moment`.
    ///
    /// - Parameter zone: the school's offset from UTC, +8 hours in China.
    public func deadlines(
        for level: AttentionLevel, raisedAt moment: Timestamp, zone: Duration
    ) -> (acknowledgeBy: Timestamp, interviewBy: Timestamp) {
        let span = span(for: level)
        let acknowledgeBy = moment + span.acknowledge.duration
        guard let interview = span.interview else {
            // Late in the evening the day's end comes before the half hour is over.
            return (acknowledgeBy, max(moment.endOfDay(zone: zone), acknowledgeBy))
        }
        return (acknowledgeBy, moment + interview.duration)
    }
}

extension Timestamp {
    /// The last millisecond of the day that it falls on in the zone.
    public func endOfDay(zone: Duration) -> Timestamp {
        let next = CalendarDate(of: self, offset: zone).adding(days: 1).start(offset: zone)
        return Timestamp(milliseconds: next.milliseconds - 1)
    }
}
