import Domain
import Foundation
import Testing

@Suite("Deadlines of warnings")
struct WarningDeadlinesTests {
    private static let china: Duration = .seconds(8 * 3600)
    private static let minute: Int64 = 60_000
    /// 2026-11-25, 00:00 in China (16:00 UTC of the day before).
    private static let midnight: Int64 = 1_795_536_000_000
    private static let day: Int64 = 86_400_000

    private func shipped() throws -> WarningDeadlines {
        try JSONDecoder().decode(WarningDeadlines.self, from: shippedFile("config/rules/deadlines.json"))
    }

    private func check(
        _ level: AttentionLevel, raised: Int64, acknowledge: Int64, interview: Int64, zone: Duration = china
    ) throws {
        let found = try shipped().deadlines(for: level, raisedAt: Timestamp(milliseconds: raised), zone: zone)
        #expect(found.acknowledgeBy.milliseconds == acknowledge)
        #expect(found.interviewBy.milliseconds == interview)
    }

    @Test("A span of nothing is found, and where it stands")
    func findings() throws {
        #expect(try shipped().finding == nil)
        let usual = try shipped().watch
        func span(_ acknowledge: Int, _ interview: Int?, _ hop: Int) -> WarningDeadlines.Span {
            WarningDeadlines.Span(
                acknowledge: TimeSpan(seconds: acknowledge), interview: interview.map { TimeSpan(seconds: $0) },
                hop: TimeSpan(seconds: hop), firstHop: .class)
        }
        func finding(_ concern: WarningDeadlines.Span) -> String? {
            WarningDeadlines(watch: usual, concern: concern, crisis: usual).finding
        }
        #expect(finding(span(1, nil, 1)) == nil)
        #expect(finding(span(0, nil, 1)) == "concern.acknowledge: must be longer than nothing")
        #expect(finding(span(1, 0, 1)) == "concern.interview: must be longer than nothing")
        #expect(finding(span(1, 1, 0)) == "concern.hop: must be longer than nothing")
    }

    @Test(
        "Shipped spans, in minutes from the warning",
        arguments: [
            (.watch, 7 * 1440, 14 * 1440), (.concern, 1440, 3 * 1440),
            // No level was suggested: as the mildest.
            (.none, 7 * 1440, 14 * 1440),
        ] as [(AttentionLevel, Int64, Int64)])
    func spans(level: AttentionLevel, acknowledge: Int64, interview: Int64) throws {
        let raised = Self.midnight + 701 * Self.minute
        try check(
            level, raised: raised, acknowledge: raised + acknowledge * Self.minute,
            interview: raised + interview * Self.minute)
    }

    @Test(
        "A crisis is seen before the day ends, or within the half hour where that is later",
        arguments: [
            // Minute of the day on which it is raised; minute by which to interview, the day's end where nothing.
            (0, nil), (701, nil), (1409, nil), (1410, 1440), (1411, 1441), (1430, 1460), (1439, 1469),
        ] as [(Int64, Int64?)])
    func crisis(minute: Int64, interview: Int64?) throws {
        let raised = Self.midnight + minute * Self.minute
        let interviewBy = interview.map { Self.midnight + $0 * Self.minute } ?? (Self.midnight + Self.day - 1)
        try check(.crisis, raised: raised, acknowledge: raised + 30 * Self.minute, interview: interviewBy)
    }

    @Test("The day is the school's, not UTC's")
    func zones() throws {
        // 15:50 UTC is 23:50 in China and 10:50 five hours west of Greenwich.
        let raised = Self.midnight + 1430 * Self.minute
        let acknowledge = raised + 30 * Self.minute
        try check(.crisis, raised: raised, acknowledge: acknowledge, interview: acknowledge)
        // Days end at 24:00 UTC, 8 hours after China's, and at 05:00 UTC, 13 hours after.
        let end = Self.midnight + Self.day
        try check(
            .crisis, raised: raised, acknowledge: acknowledge, interview: end + 480 * Self.minute - 1, zone: .zero)
        try check(
            .crisis, raised: raised, acknowledge: acknowledge, interview: end + 780 * Self.minute - 1,
            zone: .seconds(-5 * 3600))
    }

    @Test("A day ends a millisecond before the next begins")
    func endOfDay() {
        for moment in [Self.midnight, Self.midnight + 1, Self.midnight + Self.day - 1] {
            let end = Timestamp(milliseconds: moment).endOfDay(zone: Self.china)
            #expect(end.milliseconds == Self.midnight + Self.day - 1)
        }
        let next = Timestamp(milliseconds: Self.midnight + Self.day).endOfDay(zone: Self.china)
        #expect(next.milliseconds == Self.midnight + 2 * Self.day - 1)
        #expect(Timestamp(milliseconds: -1).endOfDay(zone: .zero).milliseconds == -1)
    }

    @Test("A level left out of the file is refused")
    func incomplete() {
        let json = #"{"watch": {"acknowledgeMinutes": 1}, "concern": {"acknowledgeMinutes": 1}}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WarningDeadlines.self, from: Data(json.utf8))
        }
    }
}
