/// When a counsellor is in a counselling room, or is not there at all: a line of the duty roster · 值班.
public struct DutyTurn: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case weekly, dated
        /// Days on which the counsellor is on duty nowhere.
        case absence
    }

    public let id: Identifier
    public let kind: Kind
    public let counsellor: Identifier
    /// Nothing for an absence.
    public let room: Identifier?
    /// 1 for Monday to 7 for Sunday; of a weekly turn.
    public let weekday: Int?
    public let from: CalendarDate
    /// The last day; nothing for a weekly turn without end.
    public let until: CalendarDate?
    /// In seconds of the school's day.
    public let startSecond: Int
    public let endSecond: Int

    public init(
        id: Identifier, kind: Kind, counsellor: Identifier, room: Identifier?, weekday: Int?, from: CalendarDate,
        until: CalendarDate?, startSecond: Int, endSecond: Int
    ) {
        self.id = id
        self.kind = kind
        self.counsellor = counsellor
        self.room = room
        self.weekday = weekday
        self.from = from
        self.until = until
        self.startSecond = startSecond
        self.endSecond = endSecond
    }

    public func isOn(_ date: CalendarDate) -> Bool {
        date >= from && (until.map { date <= $0 } ?? true) && (weekday.map { $0 == date.weekday } ?? true)
    }
}

/// The time of day as people write it, `14:00`, in seconds since midnight.
public enum TimeOfDay {
    /// Nothing for a text of any other form; `24:00` is the end of the day.
    public static func seconds(_ text: some StringProtocol) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        var digits: [Int] = []
        for index in [0, 1, 3, 4] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
            digits.append(Int(bytes[index] - UInt8(ascii: "0")))
        }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour < 24 || hour == 24 && minute == 0 else { return nil }
        return hour * 3_600 + minute * 60
    }

    /// `14:00`; what is left of a minute is not written.
    public static func text(_ seconds: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return padded(seconds / 3_600) + ":" + padded(seconds / 60 % 60)
    }
}
