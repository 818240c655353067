import Domain
import Testing

@Suite("Reliable change")
struct ReliableChangeTests {
    // Worked out with 60 decimal digits, apart from the code.
    @Test(
        "The index is exact to the thousandth",
        arguments: [
            (20_000, 12_000, 5_300, 860, -2_853, .improved), (10_000, 14_000, 5_300, 860, 1_426, .unchanged),
            (10_000, 16_000, 5_300, 860, 2_139, .worse), (0, 1, 1, 0, 707, .unchanged),
            (15_000, 15_000, 4_000, 900, 0, .unchanged), (27_000, 0, 6_100, 890, -9_437, .improved),
            // The error is exactly 5: 9.8 of it is the threshold, a thousandth less rounds to it, and 9.797 does not.
            (0, 9_800, 5_000, 500, 1_960, .worse), (9_800, 0, 5_000, 500, -1_960, .improved),
            (0, 9_798, 5_000, 500, 1_960, .worse), (0, 9_797, 5_000, 500, 1_959, .unchanged),
            // The error is exactly 1: r = 0.98 and SD = 5.
            (1_000, 2_960, 5_000, 980, 1_960, .worse), (1_000, 2_959, 5_000, 980, 1_959, .unchanged),
            // Halves away from zero: 0.0125 and −0.0125 of an error of 1 000.
            (0, 12_500, 1_000_000, 500, 13, .unchanged), (12_500, 0, 1_000_000, 500, -13, .unchanged),
        ] as [(Int64, Int64, Int64, Int64, Int64, ReliableChange.Verdict)])
    func index(
        before: Int64, after: Int64, deviation: Int64, reliability: Int64, index: Int64, verdict: ReliableChange.Verdict
    ) throws {
        let change = try #require(
            ReliableChange(
                before: before, after: after, standardDeviation: deviation, reliability: reliability,
                direction: .higherIsWorse))
        #expect(change.index == index)
        #expect(change.verdict == verdict)
    }

    @Test("Turning the scale or the order turns the verdict", arguments: 1...200)
    func symmetry(seed: Int) throws {
        var numbers = SeededNumbers(seed: seed)
        let before = Int64.random(in: -50_000...50_000, using: &numbers)
        let after = Int64.random(in: -50_000...50_000, using: &numbers)
        let deviation = Int64.random(in: 1...20_000, using: &numbers)
        let reliability = Int64.random(in: 0...999, using: &numbers)
        func change(_ before: Int64, _ after: Int64, _ direction: ReliableChange.Direction) throws -> ReliableChange {
            try #require(
                ReliableChange(
                    before: before, after: after, standardDeviation: deviation, reliability: reliability,
                    direction: direction))
        }
        let turned: [ReliableChange.Verdict: ReliableChange.Verdict] = [
            .improved: .worse, .worse: .improved, .unchanged: .unchanged,
        ]
        let here = try change(before, after, .higherIsWorse)
        #expect(try change(after, before, .higherIsWorse).index == -here.index)
        #expect(try change(after, before, .higherIsWorse).verdict == turned[here.verdict])
        #expect(try change(before, after, .higherIsBetter).index == here.index)
        #expect(try change(before, after, .higherIsBetter).verdict == turned[here.verdict])
    }

    @Test(
        "Figures that no instrument has, and scores that no index holds, give nothing",
        arguments: [
            (0, 0, 0, 500), (0, 0, -1, 500), (0, 0, 1, 1000), (0, 0, 1, 1001), (0, 0, 1, -1),
            (.min, .max, 1, 999), (.max, .min, 1, 999), (.min, 0, 1, 999),
        ] as [(Int64, Int64, Int64, Int64)])
    func refused(before: Int64, after: Int64, deviation: Int64, reliability: Int64) {
        for direction in [ReliableChange.Direction.higherIsWorse, .higherIsBetter] {
            let change = ReliableChange(
                before: before, after: after, standardDeviation: deviation, reliability: reliability,
                direction: direction)
            #expect(change == nil)
        }
    }
}
