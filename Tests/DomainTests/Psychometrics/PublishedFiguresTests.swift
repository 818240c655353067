import Domain
import Testing

/// Figures that others have printed, and what `Tests/InstrumentsTests/Reference/psychometrics.py` makes of the same data by
/// other ways.
@Suite("Published figures")
struct PublishedFiguresTests {
    /// Chatterjee & Price (1977), Regression Analysis by Example: `attitude` of R's datasets, 30 departments.
    private static let attitude: [[Int64]] = [
        [43, 51, 30, 39, 61, 92, 45], [63, 64, 51, 54, 63, 73, 47], [71, 70, 68, 69, 76, 86, 48],
        [61, 63, 45, 47, 54, 84, 35], [81, 78, 56, 66, 71, 83, 47], [43, 55, 49, 44, 54, 49, 34],
        [58, 67, 42, 56, 66, 68, 35], [71, 75, 50, 55, 70, 66, 41], [72, 82, 72, 67, 71, 83, 31],
        [67, 61, 45, 47, 62, 80, 41], [64, 53, 53, 58, 58, 67, 34], [67, 60, 47, 39, 59, 74, 41],
        [69, 62, 57, 42, 55, 63, 25], [68, 83, 83, 45, 59, 77, 35], [77, 77, 54, 72, 79, 77, 46],
        [81, 90, 50, 72, 60, 54, 36], [74, 85, 64, 69, 79, 79, 63], [65, 60, 65, 75, 55, 80, 60],
        [65, 70, 46, 57, 75, 85, 46], [50, 58, 68, 54, 64, 78, 52], [50, 40, 33, 34, 43, 64, 33],
        [64, 61, 52, 62, 66, 80, 41], [53, 66, 52, 50, 63, 80, 37], [40, 37, 42, 58, 50, 57, 49],
        [63, 54, 42, 48, 66, 75, 33], [66, 77, 66, 63, 88, 76, 72], [78, 75, 58, 74, 80, 78, 49],
        [48, 57, 44, 45, 51, 83, 38], [85, 85, 71, 71, 77, 74, 55], [82, 82, 39, 59, 64, 78, 39],
    ]

    private static func moments(_ rows: some Sequence<[Int64]>) -> ItemMoments {
        var moments = ItemMoments(items: 7)
        for row in rows { moments.add(row) }
        return moments
    }

    @Test("Alpha of the attitude data is the 0.84 that R's psych prints, and its item-rest correlations are")
    func attitude() throws {
        let reliability = try #require(ScaleReliability(Self.moments(Self.attitude)))
        #expect(abs(reliability.alpha - 0.84) < 0.005)
        #expect(abs(reliability.alpha - 0.8431427695647598) < 1e-12)
        let printed = [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]
        let exact = [
            0.671262057224, 0.742109710222, 0.56071111148, 0.714445498134, 0.786275593834, 0.265034339197,
            0.460810549468,
        ]
        for (index, found) in reliability.itemRest.enumerated() {
            #expect(abs(try #require(found) - printed[index]) < 0.005)
            #expect(abs(try #require(found) - exact[index]) < 1e-11)
        }
        // Bonett's interval, and the omega that gradient descent finds.
        let interval = try #require(reliability.alphaInterval)
        #expect(abs(interval.lowerBound - 0.7237961182095985) < 1e-12)
        #expect(abs(interval.upperBound - 0.910920184827507) < 1e-12)
        #expect(abs(try #require(reliability.omega) - 0.8604750778500786) < 1e-6)
    }

    @Test("Sums of campaigns put together are the sums of all sheets")
    func merged() throws {
        var first = Self.moments(Self.attitude.prefix(11))
        first.merge(Self.moments(Self.attitude.dropFirst(11)))
        #expect(first.sheets == 30 && first.complete == 30)
        #expect(ScaleReliability(first) == ScaleReliability(Self.moments(Self.attitude)))
    }

    /// Hanley & McNeil (1982), Radiology 143:29–36, table I: ratings 1 to 5 of 51 tomographies of ill and 58 of healthy
    /// people.
    private static let ill: [Int64: Int] = [1: 3, 2: 2, 3: 2, 4: 11, 5: 33]
    private static let healthy: [Int64: Int] = [1: 33, 2: 6, 3: 6, 4: 11, 5: 2]

    private static func histogram(_ counts: [Int64: Int]) -> ScoreHistogram {
        var histogram = ScoreHistogram()
        for (value, count) in counts { histogram.add(value, times: count) }
        return histogram
    }

    @Test("The area is the 0.893 that Hanley and McNeil print, and its error the 0.032")
    func tomographies() throws {
        let curve = try #require(
            OperatingCurve(
                with: Self.histogram(Self.ill), without: Self.histogram(Self.healthy), direction: .higherIsWorse,
                least: 10))
        #expect(abs(curve.area - 0.893) < 0.0005 && abs(curve.standardError - 0.032) < 0.0005)
        #expect(abs(curve.area - 0.8931710615280595) < 1e-12)
        #expect(abs(curve.standardError - 0.03248657960734214) < 1e-12)
        // By hand: at 4 and beyond 44 of the 51 ill and 13 of the 58 healthy.
        let fourth = try #require(curve.points.first { $0.cutoff == 4 })
        #expect(abs(fourth.sensitivity - 44.0 / 51) < 1e-12 && abs(fourth.specificity - 45.0 / 58) < 1e-12)
        #expect(curve.best?.cutoff == 4)
    }
}
