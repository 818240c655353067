import Domain
import Testing

/// 2 November 2026 is a Monday; it begins in China on the first, 16:00 UTC.
@Suite("When a measure is due")
struct MeasureFrequencyTests {
    private static let zone = Duration.seconds(8 * 3_600)
    private static let day: Int64 = 86_400_000
    private static let monday = Timestamp(milliseconds: 1_793_548_800_000)

    private static func at(_ day: Int64, hour: Int64 = 0) -> Timestamp {
        Timestamp(milliseconds: monday.milliseconds + day * Self.day + hour * 3_600_000)
    }

    private static func endOf(_ day: Int64) -> Timestamp {
        Timestamp(milliseconds: monday.milliseconds + (day + 1) * Self.day - 1)
    }

    private func due(
        _ frequency: MeasureFrequency, now: Timestamp, started: Timestamp = at(0), done: [Timestamp] = [],
        end: Timestamp? = nil
    ) -> Timestamp? {
        frequency.due(at: now, started: started, done: done, end: end, zone: Self.zone)
    }

    @Test("Once: by the review; then never again")
    func once() {
        #expect(due(.once, now: Self.at(1), end: Self.at(20)) == Self.at(20))
        #expect(due(.once, now: Self.at(30), end: Self.at(20)) == Self.at(20))
        #expect(due(.once, now: Self.at(1), started: Self.at(1), end: nil) == Self.at(1))
        #expect(due(.once, now: Self.at(1), done: [Self.at(1)], end: Self.at(20)) == nil)
        // Also when it was done before the plan was taken up again.
        #expect(due(.once, now: Self.at(9), started: Self.at(8), done: [Self.at(1)], end: Self.at(20)) == nil)
    }

    @Test("Every n days: from the last time, or from the start")
    func days() {
        #expect(due(.every(days: 3), now: Self.at(1)) == Self.at(3))
        #expect(due(.every(days: 3), now: Self.at(9)) == Self.at(3))
        #expect(due(.every(days: 3), now: Self.at(9), done: [Self.at(5), Self.at(2)]) == Self.at(8))
        #expect(due(.every(days: 3), now: Self.at(9), started: Self.at(8), done: [Self.at(5)]) == Self.at(11))
    }

    @Test("So many times a week: spread over it, and from Monday anew")
    func weekly() {
        #expect(due(.weekly(times: 1), now: Self.at(0)) == Self.endOf(6))
        #expect(due(.weekly(times: 1), now: Self.at(2), done: [Self.at(1)]) == Self.endOf(13))
        // 3 a week: by the end of Wednesday, Friday and Sunday.
        #expect(due(.weekly(times: 3), now: Self.at(0)) == Self.endOf(2))
        #expect(due(.weekly(times: 3), now: Self.at(1), done: [Self.at(1)]) == Self.endOf(4))
        #expect(due(.weekly(times: 3), now: Self.at(4), done: [Self.at(1), Self.at(1)]) == Self.endOf(6))
        #expect(
            due(.weekly(times: 3), now: Self.at(4), done: [Self.at(1), Self.at(2), Self.at(4)]) == Self.endOf(9))
        // What was left undone in a week is not asked for in the next.
        #expect(due(.weekly(times: 3), now: Self.at(7), done: [Self.at(1)]) == Self.endOf(9))
        // Sunday night in China is still the same week, although UTC has Sunday afternoon.
        #expect(due(.weekly(times: 1), now: Self.at(7), done: [Self.at(6, hour: 23)]) == Self.endOf(13))
        #expect(due(.weekly(times: 1), now: Self.at(6, hour: 23), done: [Self.at(6, hour: 22)]) == Self.endOf(13))
        #expect(due(.weekly(times: 7), now: Self.at(0)) == Self.endOf(0))
    }

    @Test("Nothing is late on the day on which it begins")
    func begins() {
        #expect(due(.weekly(times: 3), now: Self.at(5), started: Self.at(5)) == Self.endOf(5))
        #expect(due(.weekly(times: 7), now: Self.at(3), started: Self.at(3)) == Self.endOf(3))
    }
}
