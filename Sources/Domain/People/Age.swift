/// A person's age in whole months, as norms and gates of instruments need it.
public struct Age: Hashable, Sendable, Comparable {
    public let months: Int

    public init(months: Int) { self.months = months }

    /// The age on `day` of who was born on `birthDate`; nothing before birth.
    public init?(born birthDate: CalendarDate, on day: CalendarDate) {
        guard day >= birthDate else { return nil }
        months = birthDate.wholeMonths(until: day)
    }

    public var years: Int { months / 12 }

    public static func < (left: Age, right: Age) -> Bool { left.months < right.months }
}
