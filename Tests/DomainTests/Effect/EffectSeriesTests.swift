import Domain
import Testing

@Suite("A series of effects")
struct EffectSeriesTests {
    private func at(_ day: Int64) -> Timestamp { Timestamp(milliseconds: day * 86_400_000) }

    /// SD 5 and r 0.8: the error of the difference is 5 · √0.4 = 3.16228; 1.96 of it is 6.19806.
    @Test("Each result against the first, whatever the order they come in")
    func series() throws {
        let scores: [(at: Timestamp, score: Int64)] = [
            (at(60), 9_000), (at(0), 18_000), (at(30), 12_000), (at(90), 25_000),
        ]
        let made = EffectSeries(scores, standardDeviation: 5_000, reliability: 800, direction: .higherIsWorse)
        let series = try #require(made)
        #expect(series.points.map(\.score) == [18_000, 12_000, 9_000, 25_000])
        #expect(series.points.map { $0.change?.index } == [nil, -1_897, -2_846, 2_214])
        #expect(series.points.map { $0.change?.verdict } == [nil, .unchanged, .improved, .worse])
        #expect(series.reliableDifference == 6_199)
    }

    @Test("Where more is better, a rise is an improvement")
    func direction() throws {
        let scores: [(at: Timestamp, score: Int64)] = [(at(0), 9_000), (at(1), 18_000)]
        let made = EffectSeries(scores, standardDeviation: 5_000, reliability: 800, direction: .higherIsBetter)
        let series = try #require(made)
        #expect(series.points[1].change?.verdict == .improved)
    }

    @Test("One result is a baseline; none is nothing; figures that are none give nothing")
    func bounds() {
        func make(_ scores: [(Timestamp, Int64)], _ deviation: Int64 = 5_000, _ reliability: Int64 = 800)
            -> EffectSeries?
        {
            EffectSeries(
                scores.map { (at: $0.0, score: $0.1) }, standardDeviation: deviation, reliability: reliability,
                direction: .higherIsWorse)
        }
        #expect(make([(at(0), 5_000)])?.points.count == 1)
        #expect(make([]) == nil)
        #expect(make([(at(0), 5_000)], 0) == nil)
        #expect(make([(at(0), 5_000)], 5_000, 1_000) == nil)
        #expect(make([(at(0), .min), (at(1), .max)], 1, 999) == nil)
    }
}
