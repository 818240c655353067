import Domain
import Testing

@Suite("What an effect proposes")
struct CareTests {
    private static let day = 86_400

    @Test(
        "Up at any time, down and off the list only after four weeks",
        arguments: [
            (.worse, .none, 0, .up), (.worse, .watch, 0, .up), (.worse, .concern, 0, .up), (.worse, .crisis, 0, .keep),
            (.worse, .crisis, 900 * day, .keep), (.unchanged, .watch, 900 * day, .keep),
            (.unchanged, .crisis, 0, .keep), (.improved, .crisis, 28 * day - 1, .keep),
            (.improved, .crisis, 28 * day, .down), (.improved, .concern, 28 * day - 1, .keep),
            (.improved, .concern, 28 * day, .down), (.improved, .watch, 28 * day - 1, .keep),
            (.improved, .watch, 28 * day, .remove), (.improved, .none, 28 * day, .remove),
            (.improved, .concern, 0, .keep),
            // A clock that was set back.
            (.improved, .concern, -5, .keep),
        ] as [(ReliableChange.Verdict, AttentionLevel, Int, CareProposal)])
    func proposals(verdict: ReliableChange.Verdict, level: AttentionLevel, seconds: Int, proposal: CareProposal) {
        #expect(CareProposal(verdict, level: level, standingFor: .seconds(seconds)) == proposal)
    }

    @Test(
        "The graver, the sooner the review",
        arguments: [(.none, 30), (.watch, 30), (.concern, 14), (.crisis, 7)] as [(AttentionLevel, Int)])
    func reviews(level: AttentionLevel, days: Int) {
        #expect(CareReview.intervalDays(for: level) == days)
    }
}

@Suite("The deviation of a sample")
struct SampleDeviationTests {
    @Test("Of n − 1, rounded")
    func figures() {
        // 1…30: the sum of squares about the mean is 30 · 899 / 12 = 2247.5, over 29 is 77.5, its root 8.803.
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 }) == 9)
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 * 1000 }) == 8_803)
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 * 1000 - 90_000 }) == 8_803)
        // Half at 0, half at 10: 40 · 25 / 39, root 5.064 (5.0 by n).
        let halves = [Int64](repeating: 0, count: 20) + [Int64](repeating: 10_000, count: 20)
        #expect(SampleDeviation.standardDeviation(of: halves) == 5_064)
    }

    @Test("Too few scores, or all alike, say nothing")
    func nothing() {
        #expect(SampleDeviation.standardDeviation(of: []) == nil)
        #expect(SampleDeviation.standardDeviation(of: (1...29).map { $0 * 1000 }) == nil)
        #expect(SampleDeviation.standardDeviation(of: [Int64](repeating: 7_000, count: 100)) == nil)
    }

    @Test("Scores beyond any instrument's do not stop the daemon")
    func extremes() {
        let scores = [Int64](repeating: .min, count: 15) + [Int64](repeating: .max, count: 15)
        #expect(SampleDeviation.standardDeviation(of: scores) == nil)
    }
}
