/// Appointments as iCalendar (RFC 5545). It holds nobody's name: what leaves the system for a calendar program says when
/// and where, and no more.
public struct CalendarFile: Sendable {
    public struct Event: Sendable, Hashable {
        public enum Status: String, Sendable {
            case tentative = "TENTATIVE"
            case confirmed = "CONFIRMED"
            case cancelled = "CANCELLED"
        }

        public let id: Identifier
        /// Counts the changes, so that a calendar program takes the newest.
        public let sequence: Int
        public let changedAt: Timestamp
        public let start: Timestamp
        public let end: Timestamp
        public let room: String
        public let status: Status

        public init(
            id: Identifier, sequence: Int, changedAt: Timestamp, start: Timestamp, end: Timestamp, room: String,
            status: Status
        ) {
            self.id = id
            self.sequence = sequence
            self.changedAt = changedAt
            self.start = start
            self.end = end
            self.room = room
            self.status = status
        }
    }

    private let events: [Event]

    public init(_ events: [Event]) { self.events = events }

    /// The whole file: lines of at most 75 octets that end in CRLF.
    public var text: String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xinyu//Counselling room//EN", "CALSCALE:GREGORIAN"]
        for event in events { lines += Self.lines(of: event) }
        lines.append("END:VCALENDAR")
        return lines.map(Self.folded).joined()
    }

    private static func lines(of event: Event) -> [String] {
        [
            "BEGIN:VEVENT", "UID:\(event.id)@xinyu", "DTSTAMP:\(moment(event.changedAt))",
            "SEQUENCE:\(event.sequence)", "DTSTART:\(moment(event.start))", "DTEND:\(moment(event.end))",
            "SUMMARY:Appointment", "LOCATION:\(escaped(event.room))", "STATUS:\(event.status.rawValue)",
            "CLASS:PRIVATE", "END:VEVENT",
        ]
    }

    /// As `20261104T000000Z` (RFC 5545, 3.3.5, form 2).
    static func moment(_ moment: Timestamp) -> String {
        let date = CalendarDate(of: moment, offset: .zero)
        let second = Int((moment.milliseconds - date.start(offset: .zero).milliseconds) / 1_000)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(date.year, 4) + padded(date.month, 2) + padded(date.day, 2) + "T" + padded(second / 3_600, 2)
            + padded(second / 60 % 60, 2) + padded(second % 60, 2) + "Z"
    }

    /// A TEXT value (3.3.11): backslash, semicolon, comma and line breaks escaped; other control characters are not
    /// allowed in one, and left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\" + String(scalar)
            case "\r": escaped += "\\n"
            // The second half of CRLF.
            case "\n": escaped += previous == "\r" ? "" : "\\n"
            case "\t": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}": break
            default: escaped.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return escaped
    }

    /// The line with its end, broken before the 76th octet, never within a character (3.1).
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let count = UTF8.width(scalar)
            if octets + count > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += count
        }
        return folded + "\r\n"
    }
}
