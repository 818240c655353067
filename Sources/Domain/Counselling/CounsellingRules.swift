/// What a school has settled about its counselling room: configuration (`config/rules/counselling.json`). T18 asks for
/// these rules and fixes no figures.
public struct CounsellingRules: Sendable, Hashable, Codable {
    /// Length of a slot, and of the pause after it.
    public let slot: TimeSpan
    public let `break`: TimeSpan
    /// How long before its start a slot can still be booked by who is no counsellor.
    public let leastNotice: TimeSpan
    /// How far ahead slots are offered.
    public let farthestAhead: TimeSpan
    /// How many open appointments a student has at most, unless a counsellor books.
    public let mostOpenPerStudent: Int
    /// By when a request is to be answered; never after its own start.
    public let confirmWithin: TimeSpan
    /// How long before its start a student can be checked in.
    public let checkInEarly: TimeSpan
    /// How long after its start nobody came.
    public let noShowAfter: TimeSpan
    /// By when notes are to be written after the end.
    public let notesWithin: TimeSpan
    /// The month and day on which the second term starts, as `02-15`; the first starts on 1 September.
    public let secondTermStarts: String

    public init(
        slot: TimeSpan, break: TimeSpan, leastNotice: TimeSpan, farthestAhead: TimeSpan,
        mostOpenPerStudent: Int, confirmWithin: TimeSpan, checkInEarly: TimeSpan, noShowAfter: TimeSpan,
        notesWithin: TimeSpan,
        secondTermStarts: String
    ) {
        self.slot = slot
        self.break = `break`
        self.leastNotice = leastNotice
        self.farthestAhead = farthestAhead
        self.mostOpenPerStudent = mostOpenPerStudent
        self.confirmWithin = confirmWithin
        self.checkInEarly = checkInEarly
        self.noShowAfter = noShowAfter
        self.notesWithin = notesWithin
        self.secondTermStarts = secondTermStarts
    }

    private static let longest = TimeSpan(seconds: 366 * 86_400)

    /// What keeps the file from being used; nothing when it holds.
    public var finding: String? {
        if !(TimeSpan(seconds: 60)...TimeSpan(seconds: 28_800)).contains(slot) { return "slot must be 1m to 8h" }
        let others = [
            ("break", `break`), ("leastNotice", leastNotice),
            ("farthestAhead", farthestAhead), ("confirmWithin", confirmWithin),
            ("checkInEarly", checkInEarly), ("noShowAfter", noShowAfter),
            ("notesWithin", notesWithin),
        ]
        if let wrong = others.first(where: { !(TimeSpan.none...Self.longest).contains($0.1) }) {
            return "\(wrong.0) must be 0s to \(Self.longest)"
        }
        if !(1...100).contains(mostOpenPerStudent) { return "mostOpenPerStudent must be 1 to 100" }
        if term(2, of: 2026) == nil { return "secondTermStarts must be a month and day from 01-01 to 08-31, as 02-15" }
        return nil
    }

    /// By when a request that was made now for `start` is to be answered.
    public func confirmBy(requestedAt now: Timestamp, start: Timestamp) -> Timestamp {
        min(now + confirmWithin.duration, start)
    }

    /// First and last day of a term, 1 or 2, or of the whole school year for 0.
    public func term(_ term: Int, of schoolYear: Int) -> ClosedRange<CalendarDate>? {
        guard let start = CalendarDate(year: schoolYear, month: 9, day: 1),
            let end = CalendarDate(year: schoolYear + 1, month: 8, day: 31),
            let second = CalendarDate("\(schoolYear + 1)-\(secondTermStarts)"), start < second, second <= end
        else { return nil }
        switch term {
        case 0: return start...end
        case 1: return start...second.adding(days: -1)
        case 2: return second...end
        default: return nil
        }
    }
}
