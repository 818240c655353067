/// By when a warning must be taken and the student seen: configuration (`config/rules/deadlines.json`).
///
/// Shipped: a crisis is acknowledged in 30 minutes and interviewed the same day, concern in 24 hours, watch in 7 days. No
/// statute fixes these figures.
public struct WarningDeadlines: Sendable, Hashable, Codable {
    public struct Span: Sendable, Hashable, Codable {
        public let acknowledgeMinutes: Int
        /// Nothing is the end of the same day, in the school's zone.
        public let interviewMinutes: Int?

        public init(acknowledgeMinutes: Int, interviewMinutes: Int?) {
            self.acknowledgeMinutes = acknowledgeMinutes
            self.interviewMinutes = interviewMinutes
        }
    }

    public let watch: Span
    public let concern: Span
    public let crisis: Span

    public init(watch: Span, concern: Span, crisis: Span) {
        self.watch = watch
        self.concern = concern
        self.crisis = crisis
    }

    private func span(for level: AttentionLevel) -> Span {
        switch level {
        case .none, .watch: watch
        case .concern: concern
        case .crisis: crisis
        }
    }

    /// The moments for a warning raised at `moment`.
    ///
    /// - Parameter zone: the school's offset from UTC, +8 hours in China.
    public func deadlines(
        for level: AttentionLevel, raisedAt moment: Timestamp, zone: Duration
    ) -> (acknowledgeBy: Timestamp, interviewBy: Timestamp) {
        let span = span(for: level)
        let acknowledgeBy = moment + .seconds(60 * span.acknowledgeMinutes)
        guard let minutes = span.interviewMinutes else {
            // Late in the evening the day's end comes before the half hour is over.
            return (acknowledgeBy, max(moment.endOfDay(zone: zone), acknowledgeBy))
        }
        return (acknowledgeBy, moment + .seconds(60 * minutes))
    }
}

extension Timestamp {
    /// The last millisecond of the day that it falls on in the zone.
    public func endOfDay(zone: Duration) -> Timestamp {
        let next = CalendarDate(of: self, offset: zone).adding(days: 1).start(offset: zone)
        return Timestamp(milliseconds: next.milliseconds - 1)
    }
}
