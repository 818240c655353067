/// How long ago something was, for people who must not know the day.
///
/// The further back, the coarser: the day of a screening, or of an event that others heard of, must not be found again,
/// while the course of the last weeks stays readable.
public enum CaseInterval {
    /// Days from `day` to `origin`: whole days up to two weeks, whole weeks up to half a year, then whole spans of 30 days;
    /// cut off. What lies after `origin` is 0.
    public static func days(from day: CalendarDate, to origin: CalendarDate) -> Int {
        let days = max(0, origin.daysSinceEpoch - day.daysSinceEpoch)
        return switch days {
        case ...14: days
        case ...182: days / 7 * 7
        default: days / 30 * 30
        }
    }
}
