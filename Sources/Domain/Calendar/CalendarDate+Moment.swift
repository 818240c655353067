extension CalendarDate {
    /// The date of `moment` where clocks are `offset` ahead of UTC.
    public init(of moment: Timestamp, offset: Duration) {
        let local = moment.milliseconds + offset.wholeMilliseconds
        let day: Int64 = 86_400_000
        self.init(daysSinceEpoch: Int(local >= 0 ? local / day : (local - day + 1) / day))
    }

    /// The first millisecond of the day there.
    public func start(offset: Duration) -> Timestamp {
        Timestamp(milliseconds: Int64(daysSinceEpoch) * 86_400_000 - offset.wholeMilliseconds)
    }

    /// Whole months that somebody born on this date has lived on `date`; negative before.
    public func ageInMonths(on date: CalendarDate) -> Int { wholeMonths(until: date) }
}
