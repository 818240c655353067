extension CalendarDate {
    private static let millisecondsADay: Int64 = 86_400_000

    /// The local day at `moment` where clocks are `offset` ahead of UTC (eight hours in China, all year).
    public init(of moment: Timestamp, offset: Duration) {
        // The whole days first, so that the sum cannot overflow at the ends of time.
        let (days, rest) = Self.floored(moment.milliseconds)
        let (carried, _) = Self.floored(rest + offset.wholeMilliseconds)
        self.init(daysSinceEpoch: Int(days + carried))
    }

    /// The moment at which the local day begins.
    public func start(offset: Duration) -> Timestamp {
        Timestamp(milliseconds: Int64(daysSinceEpoch) * Self.millisecondsADay - offset.wholeMilliseconds)
    }

    /// The moment at which the local day is over, which belongs to the next day: what is due on this day is in time
    /// before it.
    public func end(offset: Duration) -> Timestamp {
        Timestamp(milliseconds: Int64(daysSinceEpoch + 1) * Self.millisecondsADay - offset.wholeMilliseconds)
    }

    /// Division that rounds down, unlike Swift's, which rounds towards zero.
    private static func floored(_ milliseconds: Int64) -> (days: Int64, rest: Int64) {
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: millisecondsADay)
        return rest < 0 ? (days - 1, rest + millisecondsADay) : (days, rest)
    }
}
