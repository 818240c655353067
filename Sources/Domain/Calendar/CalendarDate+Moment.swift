extension CalendarDate {
    /// The date of `moment` where clocks are `offset` ahead of UTC.
    public init(of moment: Timestamp, offset: Duration) {
        // The day first, so that a moment at the end of time does not overflow.
        let length: Int64 = 86_400_000
        let (day, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: length)
        let local = rest + offset.wholeMilliseconds
        let carried = local >= 0 ? local / length : (local - length + 1) / length
        self.init(daysSinceEpoch: Int(day + carried))
    }

    /// The first millisecond of the day there.
    public func start(offset: Duration) -> Timestamp {
        Timestamp(milliseconds: Int64(daysSinceEpoch) * 86_400_000 - offset.wholeMilliseconds)
    }

    /// Whole months that somebody born on this date has lived on `date`; negative before.
    public func ageInMonths(on date: CalendarDate) -> Int { wholeMonths(until: date) }
}
