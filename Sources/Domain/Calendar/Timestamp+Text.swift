extension Timestamp {
    /// As `2026-11-04T00:00:00.000Z` (ISO 8601, UTC).
    public var iso8601: String {
        let day = CalendarDate(of: self, offset: .zero)
        let rest = milliseconds - Int64(day.daysSinceEpoch) * 86_400_000
        func padded(_ number: Int64, to width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60)
        return "\(day)T\(padded(hours)):\(padded(minutes)):\(padded(seconds)).\(padded(rest % 1_000, to: 3))Z"
    }
}

extension Timestamp {
    /// The moment that `iso8601` writes, and no other way to write it.
    public init?(iso8601 text: some StringProtocol) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDate(parts[0]), parts[1].utf8.count == 13, parts[1].hasSuffix("Z")
        else { return nil }
        let numbers = parts[1].dropLast().split { $0 == ":" || $0 == "." }.map { Int64($0) }
        guard numbers.count == 4, let hours = numbers[0], let minutes = numbers[1], let seconds = numbers[2],
            let rest = numbers[3]
        else { return nil }
        let moment = Timestamp(
            milliseconds: Int64(day.daysSinceEpoch) * 86_400_000 + hours * 3_600_000 + minutes * 60_000
                + seconds * 1_000 + rest)
        guard moment.iso8601.utf8.elementsEqual(text.utf8) else { return nil }
        self = moment
    }
}
