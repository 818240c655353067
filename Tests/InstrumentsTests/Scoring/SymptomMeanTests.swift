import Testing

/// Worked by hand from the sheets of the SCL-90 and the MSSMHS.
@Suite("SCL-90 and MSSMHS")
struct SymptomMeanTests {
    let scl90: InProcess
    let mssmhs: InProcess

    init() throws {
        scl90 = try Shipped.inProcess("scl90")
        mssmhs = try Shipped.inProcess("mssmhs")
    }

    private func answers(_ count: Int, _ changes: [Int: Int64] = [:], missing: Int? = nil) -> [Int64?] {
        (1...count).map { $0 == missing ? nil : changes[$0, default: 1] }
    }

    /// Ten items of the anxiety factor at 3: 90 + 20 in all, ten positive items, of which the mean is 3.
    @Test("SCL-90: totals and the mean of the positive items")
    func indices() {
        let anxious = Dictionary(uniqueKeysWithValues: [2, 17, 23, 33, 39, 57, 72, 78, 80, 86].map { ($0, Int64(3)) })
        let outcome = scl90.score(answers(90, anxious))
        #expect(outcome.scales["anxiety"]?.mean == 3_000)
        #expect(outcome.scales["anxiety"]?.raw == 30_000)
        #expect(outcome.scales["anxiety"]?.band == "positive")
        #expect(outcome.scales["total"]?.raw == 110_000)
        #expect(outcome.derived["gsi_2dp"] == 1_220)
        #expect(outcome.derived["positive_items"] == 10_000)
        #expect(outcome.derived["negative_items"] == 80_000)
        #expect(outcome.derived["positive_mean_2dp"] == 3_000)
        #expect(outcome.derived["factor_sum:anxiety"] == 30_000)
        #expect(outcome.derived["screen_positive"] == 1_000)
    }

    @Test("SCL-90: without a symptom nothing is positive, and the mean of none is 0")
    func none() {
        let outcome = scl90.score(answers(90))
        #expect(outcome.derived["positive_mean_2dp"] == 0)
        #expect(outcome.derived["negative_items"] == 90_000)
        #expect(outcome.derived["gsi_2dp"] == 1_000)
        #expect(outcome.derived["screen_positive"] == 0)
    }

    /// Depression has 13 items: 12 more than the least make 25 / 13 = 1.923, 13 more make 2.
    @Test("SCL-90: a factor is positive from 2 on; two decimals are for display")
    func factor() {
        let items = [5, 14, 15, 20, 22, 26, 29, 30, 31, 32, 54, 71, 79]
        let below = scl90.score(answers(90, Dictionary(uniqueKeysWithValues: items.prefix(12).map { ($0, Int64(2)) })))
        #expect(below.scales["depression"]?.mean == 1_923)
        #expect(below.scales["depression"]?.band == "below_cutoff")
        #expect(below.derived["factor_mean_2dp:depression"] == 1_920)
        #expect(below.derived["screen_positive"] == 0)
        let at = scl90.score(answers(90, Dictionary(uniqueKeysWithValues: items.map { ($0, Int64(2)) })))
        #expect(at.scales["depression"]?.band == "positive")
        #expect(at.derived["screen_positive"] == 1_000)
    }

    @Test("SCL-90: the rest group has no line and decides nothing")
    func restGroup() {
        let rest = Dictionary(uniqueKeysWithValues: [19, 44, 59, 60, 64, 66, 89].map { ($0, Int64(5)) })
        let outcome = scl90.score(answers(90, rest))
        #expect(outcome.scales["additional"]?.mean == 5_000)
        #expect(outcome.scales["additional"]?.band == nil)
        #expect(outcome.derived["screen_positive"] == 0)
    }

    @Test("SCL-90: with a gap the screen can be positive, and never negative")
    func gap() {
        #expect(scl90.score(answers(90, missing: 90)).derived["screen_positive"] == nil)
        #expect(scl90.score(answers(90, missing: 90)).derived["positive_items"] == nil)
        let hostile = Dictionary(uniqueKeysWithValues: [11, 24, 63, 67, 74, 81].map { ($0, Int64(2)) })
        let outcome = scl90.score(answers(90, hostile, missing: 90))
        #expect(outcome.derived["screen_positive"] == 1_000)
        #expect(outcome.derived["factor_sum:psychoticism"] == nil)
        #expect(outcome.scales["hostility"]?.band == "positive")
    }

    /// Compulsion 3, 10, 12, 22, 23, 48: five at 2 make 11 / 6 = 1.833, six at 2 make 2.
    @Test("MSSMHS: means move in sixths, and bands go by the mean itself")
    func sixths() {
        let items = [3, 10, 12, 22, 23, 48]
        let five = mssmhs.score(answers(60, Dictionary(uniqueKeysWithValues: items.prefix(5).map { ($0, Int64(2)) })))
        #expect(five.scales["compulsion"]?.mean == 1_833)
        #expect(five.scales["compulsion"]?.band == "none")
        #expect(five.derived["factor_mean_1dp:compulsion"] == 1_800)
        #expect(five.derived["factors_ge2:compulsion"] == 0)
        let six = mssmhs.score(answers(60, Dictionary(uniqueKeysWithValues: items.map { ($0, Int64(2)) })))
        #expect(six.scales["compulsion"]?.band == "mild")
        #expect(six.derived["factors_ge2:compulsion"] == 1_000)
        #expect(six.derived["factors_ge2:paranoia"] == 0)
    }

    /// 59 items at 2 and one at 1: 119 / 60 = 1.983, which one decimal would make 2.
    @Test("MSSMHS: the overall mean is not rounded before it is compared")
    func overall() {
        var twos = Dictionary(uniqueKeysWithValues: (1...59).map { ($0, Int64(2)) })
        let below = mssmhs.score(answers(60, twos))
        #expect(below.scales["total_mean"]?.mean == 1_983)
        #expect(below.scales["total_mean"]?.band == "none")
        #expect(below.scales["total"]?.raw == 119_000)
        #expect(below.scales["total"]?.band == nil)
        twos[60] = 2
        #expect(mssmhs.score(answers(60, twos)).scales["total_mean"]?.band == "mild")
    }
}
