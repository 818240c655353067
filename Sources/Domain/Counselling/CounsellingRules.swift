/// What a school has settled about its counselling room: configuration (`config/rules/counselling.json`). T18 asks for
/// these rules and fixes no figures.
public struct CounsellingRules: Sendable, Hashable, Codable {
    /// Length of a slot, and of the pause after it.
    public let slotSeconds: Int
    public let breakSeconds: Int
    /// How long before its start a slot can still be booked by who is no counsellor.
    public let leastNoticeSeconds: Int
    /// How far ahead slots are offered.
    public let farthestAheadSeconds: Int
    /// How many open appointments a student has at most, unless a counsellor books.
    public let mostOpenPerStudent: Int
    /// By when a request is to be answered; never after its own start.
    public let confirmWithinSeconds: Int
    /// How long before its start a student can be checked in.
    public let checkInEarlySeconds: Int
    /// How long after its start nobody came.
    public let noShowAfterSeconds: Int
    /// By when notes are to be written after the end.
    public let notesWithinSeconds: Int
    /// The month and day on which the second term starts, as `02-15`; the first starts on 1 September.
    public let secondTermStarts: String

    public init(
        slotSeconds: Int, breakSeconds: Int, leastNoticeSeconds: Int, farthestAheadSeconds: Int,
        mostOpenPerStudent: Int, confirmWithinSeconds: Int, checkInEarlySeconds: Int, noShowAfterSeconds: Int,
        notesWithinSeconds: Int,
        secondTermStarts: String
    ) {
        self.slotSeconds = slotSeconds
        self.breakSeconds = breakSeconds
        self.leastNoticeSeconds = leastNoticeSeconds
        self.farthestAheadSeconds = farthestAheadSeconds
        self.mostOpenPerStudent = mostOpenPerStudent
        self.confirmWithinSeconds = confirmWithinSeconds
        self.checkInEarlySeconds = checkInEarlySeconds
        self.noShowAfterSeconds = noShowAfterSeconds
        self.notesWithinSeconds = notesWithinSeconds
        self.secondTermStarts = secondTermStarts
    }

    /// What keeps the file from being used; nothing when it holds.
    public var finding: String? {
        if !(60...28_800).contains(slotSeconds) { return "slotSeconds must be 60 to 28800" }
        let others = [
            ("breakSeconds", breakSeconds), ("leastNoticeSeconds", leastNoticeSeconds),
            ("farthestAheadSeconds", farthestAheadSeconds), ("confirmWithinSeconds", confirmWithinSeconds),
            ("checkInEarlySeconds", checkInEarlySeconds), ("noShowAfterSeconds", noShowAfterSeconds),
            ("notesWithinSeconds", notesWithinSeconds),
        ]
        if let wrong = others.first(where: { !(0...31_622_400).contains($0.1) }) {
            return "\(wrong.0) must be 0 to 31622400"
        }
        if !(1...100).contains(mostOpenPerStudent) { return "mostOpenPerStudent must be 1 to 100" }
        if term(2, of: 2026) == nil { return "secondTermStarts must be a month and day from 01-01 to 08-31, as 02-15" }
        return nil
    }

    /// By when a request that was made now for `start` is to be answered.
    public func confirmBy(requestedAt now: Timestamp, start: Timestamp) -> Timestamp {
        min(now + .seconds(confirmWithinSeconds), start)
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
