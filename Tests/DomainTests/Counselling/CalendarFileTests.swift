import Domain
import Testing

@Suite("Appointments as iCalendar")
struct CalendarFileTests {
    private static let id = Identifier("0123456789abcdef0123456789abcdef") ?? .installation

    private func event(_ room: String, _ status: CalendarFile.Event.Status = .confirmed) -> CalendarFile.Event {
        CalendarFile.Event(
            id: Self.id, sequence: 2, changedAt: Timestamp(milliseconds: 1_793_750_400_999),
            start: Timestamp(milliseconds: 1_793_858_400_000), end: Timestamp(milliseconds: 1_793_861_400_000),
            room: room, status: status)
    }

    /// Byte for byte; the moments by `date -u -d @…`.
    @Test func isWrittenAsTheStandardHasIt() {
        let expected = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xinyu//Counselling room//EN", "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT", "UID:0123456789abcdef0123456789abcdef@xinyu", "DTSTAMP:20261104T000000Z", "SEQUENCE:2",
            "DTSTART:20261105T060000Z", "DTEND:20261105T065000Z", "SUMMARY:Appointment", "LOCATION:A 101",
            "STATUS:TENTATIVE", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
        #expect(Array(CalendarFile([event("A 101", .tentative)]).text.utf8) == Array(expected.utf8))
    }

    @Test func isACalendarWithoutAppointmentsToo() {
        #expect(
            CalendarFile([]).text
                == "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Xinyu//Counselling room//EN\r\n"
                + "CALSCALE:GREGORIAN\r\nEND:VCALENDAR\r\n")
    }

    @Test(
        arguments: [
            ("静心室", "静心室"), ("A, B; C", #"A\, B\; C"#), (#"C:\room"#, #"C:\\room"#), ("a\nb", #"a\nb"#),
            ("a\r\nb", #"a\nb"#), ("a\rb", #"a\nb"#), ("a\r\n\r\nb", #"a\n\nb"#), ("a\tb", "a\tb"),
            ("a\u{0}\u{7F}\u{1B}b", "ab"), ("", ""),
        ])
    func escapesText(_ room: String, _ written: String) {
        #expect(lines(of: CalendarFile([event(room)]).text).contains("LOCATION:" + written))
    }

    /// `LOCATION:` has nine octets, so that 66 more fill a line.
    @Test(
        arguments: [
            (66, ["LOCATION:" + String(repeating: "x", count: 66)]),
            (67, ["LOCATION:" + String(repeating: "x", count: 66), " x"]),
            (
                66 + 74 + 1,
                [
                    "LOCATION:" + String(repeating: "x", count: 66), " " + String(repeating: "x", count: 74), " x",
                ]
            ),
        ])
    func foldsBeforeThe76thOctet(_ count: Int, _ expected: [String]) {
        let physical = CalendarFile([event(String(repeating: "x", count: count))]).text
            .components(separatedBy: "\r\n")
        let first = physical.firstIndex { $0.hasPrefix("LOCATION") } ?? 0
        #expect(Array(physical[first..<first + expected.count]) == expected)
        #expect(physical[first + expected.count] == "STATUS:CONFIRMED")
    }

    /// 室 has three octets: 22 of them fill a line after `LOCATION:`, and none is torn.
    @Test func foldsBetweenCharacters() {
        let physical = CalendarFile([event(String(repeating: "室", count: 23))]).text.components(separatedBy: "\r\n")
        #expect(physical.contains("LOCATION:" + String(repeating: "室", count: 22)))
        #expect(physical.contains(" 室"))
        let shifted = CalendarFile([event("x" + String(repeating: "室", count: 22))]).text
            .components(separatedBy: "\r\n")
        #expect(shifted.contains("LOCATION:x" + String(repeating: "室", count: 21)))
        #expect(shifted.contains(" 室"))
    }

    @Test(arguments: 0..<40)
    func holdsForAnyText(_ seed: Int) {
        var numbers = SeededNumbers(seed: seed)
        let alphabet: [Character] = ["a", ",", ";", "\\", "室", "\n", "\r", "👩‍👩‍👧", "é", " ", "\t"]
        let room = String(
            (0..<Int.random(in: 0..<300, using: &numbers)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
            })
        let text = CalendarFile([event(room)]).text
        #expect(text.hasSuffix("\r\n"))
        for line in text.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 75)
            #expect(!line.unicodeScalars.contains { $0 == "\r" || $0 == "\n" })
        }
        #expect(lines(of: text).count == 16)
    }

    /// Unfolded, without the last empty one.
    private func lines(of text: String) -> [String] {
        text.components(separatedBy: "\r\n ").joined().components(separatedBy: "\r\n").filter { !$0.isEmpty }
    }
}

extension String {
    /// By scalars: `\r\n` is one character to Swift.
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = [""]
        var rest = Array(unicodeScalars)[...]
        let wanted = Array(separator.unicodeScalars)
        while !rest.isEmpty {
            if rest.starts(with: wanted) {
                rest = rest.dropFirst(wanted.count)
                parts.append("")
            } else if let scalar = rest.popFirst() {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            }
        }
        return parts
    }
}
