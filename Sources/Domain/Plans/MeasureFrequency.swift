/// How often a measure of a plan is carried out. When it is due is computed from what was carried out; no task is stored.
public enum MeasureFrequency: Sendable, Hashable {
    case once
    case every(days: Int)
    /// Monday to Sunday in the school's zone, spread over the week.
    case weekly(times: Int)

    public static let mostDays = 366
    public static let mostTimes = 21

    /// When it is due next; nothing for a thing that is done once, and was.
    ///
    /// - Parameters:
    ///   - started: since when it has been asked for.
    ///   - done: when it was carried out, in any order. What was done before `started` counts for a thing that is done
    ///     once, and for no other.
    ///   - end: by when a thing that is done once must be done, as the plan's review; `started` without one.
    ///   - zone: the school's offset from UTC.
    public func due(
        at now: Timestamp, started: Timestamp, done: [Timestamp], end: Timestamp?, zone: Duration
    ) -> Timestamp? {
        switch self {
        case .once:
            return done.isEmpty ? max(end ?? started, started) : nil
        case .every(let days):
            return max(done.max() ?? started, started) + .seconds(86_400 * days)
        case .weekly(let times):
            let monday = CalendarDate(of: max(now, started), offset: zone).monday
            let count = done.count { CalendarDate(of: $0, offset: zone).monday == monday }
            let share = count < times ? Self.share(count + 1, of: times) : 7 + Self.share(1, of: times)
            let day = monday.adding(days: share).start(offset: zone).endOfDay(zone: zone)
            return max(day, started.endOfDay(zone: zone))
        }
    }

    /// The day of the week, Monday being 0, by whose end the `number`th of `times` is due.
    private static func share(_ number: Int, of times: Int) -> Int { (7 * number + times - 1) / max(times, 1) - 1 }
}

extension CalendarDate {
    /// The Monday of its week.
    var monday: CalendarDate {
        // 1 January 1970 was a Thursday.
        let fromMonday = (daysSinceEpoch + 3) % 7
        return adding(days: -(fromMonday < 0 ? fromMonday + 7 : fromMonday))
    }
}
