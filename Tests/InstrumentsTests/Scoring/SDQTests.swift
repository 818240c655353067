import CInstrument
import Testing

/// Worked by hand from the SDQ's scoring: reversed 7, 11, 14, 21, 25; three-band limits by informant; prorated from
/// three of five; impact 0/0/1/2.
@Suite("SDQ")
struct SDQTests {
    let sdq: InProcess

    init() throws { sdq = try Shipped.inProcess("sdq") }

    /// 25 items, all scored 0, but for `scored`; the supplement left out.
    private func sheet(_ scored: [Int: Int64], missing: [Int] = [], supplement: [Int64?] = []) -> [Int64?] {
        var answers = (1...25).map { item -> Int64? in
            if missing.contains(item) { return nil }
            let code = scored[item, default: 0]
            return [7, 11, 14, 21, 25].contains(item) ? 2 - code : code
        }
        answers += supplement
        return answers + [Int64?](repeating: nil, count: 31 - answers.count)
    }

    /// A sheet on which the five items of a scale come to `sum`.
    private func reaching(_ items: [Int], _ sum: Int64) -> [Int64?] {
        var rest = sum
        var scored: [Int: Int64] = [:]
        for item in items {
            scored[item] = min(2, rest)
            rest -= min(2, rest)
        }
        return sheet(scored)
    }

    private func bands(_ items: [Int], _ scale: String, informant: UInt32) -> [String?] {
        (0...Int64(2 * items.count)).map { sum in
            sdq.score(reaching(items, sum), context: InProcess.context(informant: informant)).scales[scale]?.band
        }
    }

    private func expected(_ spans: [(String, Int)]) -> [String?] {
        spans.flatMap { span in [String?](repeating: span.0, count: span.1) }
    }

    @Test(
        "Every score of every scale, by informant: how many are normal, borderline, abnormal",
        arguments: [
            (1, "emotional", [3, 8, 13, 16, 24], [6, 1, 4]), (2, "emotional", [3, 8, 13, 16, 24], [4, 1, 6]),
            (3, "emotional", [3, 8, 13, 16, 24], [5, 1, 5]), (1, "conduct", [5, 7, 12, 18, 22], [4, 1, 6]),
            (2, "conduct", [5, 7, 12, 18, 22], [3, 1, 7]), (3, "conduct", [5, 7, 12, 18, 22], [3, 1, 7]),
            (1, "hyperactivity", [2, 10, 15, 21, 25], [6, 1, 4]),
            (2, "hyperactivity", [2, 10, 15, 21, 25], [6, 1, 4]),
            (3, "hyperactivity", [2, 10, 15, 21, 25], [6, 1, 4]), (1, "peer", [6, 11, 14, 19, 23], [4, 2, 5]),
            (2, "peer", [6, 11, 14, 19, 23], [3, 1, 7]), (3, "peer", [6, 11, 14, 19, 23], [4, 1, 6]),
        ] as [(UInt32, String, [Int], [Int])])
    func difficulties(informant: UInt32, scale: String, items: [Int], counts: [Int]) {
        let wanted = expected([("normal", counts[0]), ("borderline", counts[1]), ("abnormal", counts[2])])
        #expect(bands(items, scale, informant: informant) == wanted)
    }

    @Test("Prosocial behaviour: the lowest scores are abnormal, for all", arguments: [1, 2, 3] as [UInt32])
    func prosocial(informant: UInt32) {
        let wanted = expected([("abnormal", 5), ("borderline", 1), ("normal", 5)])
        #expect(bands([1, 4, 9, 17, 20], "prosocial", informant: informant) == wanted)
    }

    @Test(
        "The total of four scales, every score from 0 to 40",
        arguments: [(1, [16, 4, 21]), (2, [14, 3, 24]), (3, [12, 4, 25])] as [(UInt32, [Int])])
    func total(informant: UInt32, counts: [Int]) {
        let items = [2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 18, 19, 21, 22, 23, 24, 25]
        let wanted = expected([("normal", counts[0]), ("borderline", counts[1]), ("abnormal", counts[2])])
        #expect(bands(items, "total_difficulties", informant: informant) == wanted)
    }

    @Test("Items marked 1 throughout: 5 a scale, 20 in all, 10 for each half")
    func middle() {
        let outcome = sdq.score([Int64?](repeating: 1, count: 25) + [Int64?](repeating: nil, count: 6))
        #expect(outcome.scales["emotional"]?.raw == 5_000)
        #expect(outcome.scales["total_difficulties"]?.raw == 20_000)
        #expect(outcome.scales["externalising"]?.raw == 10_000)
        #expect(outcome.scales["internalising"]?.raw == 10_000)
        #expect(outcome.scales["externalising"]?.band == nil)
        #expect(outcome.flags["straight_line"] == true)
    }

    @Test("From three answers on a scale is prorated, half up, marked, and has no band")
    func prorated() {
        // 2 + 1 + 0 + 0 of four: 3 / 4 × 5 = 3.75, 4. 1 of four: 1.25, 1. 2 of four: 2.5, 3.
        for (scored, raw) in [([3: 2, 8: 1], 4_000), ([3: 1], 1_000), ([3: 2], 3_000)] as [([Int: Int64], Int64)] {
            let outcome = sdq.score(sheet(scored, missing: [24]))
            #expect(
                outcome.scales["emotional"]
                    == InProcess.Scale(
                        raw: raw, standard: nil, mean: nil, answered: 4, isComplete: false, band: nil, isProrated: true)
            )
            let total = outcome.scales["total_difficulties"]
            #expect(total?.raw == raw && total?.isProrated == true && total?.band == nil && total?.answered == 19)
            #expect(outcome.scales["externalising"]?.isComplete == true)
        }
        // 1 of three: 1.67, 2.
        #expect(sdq.score(sheet([3: 1], missing: [16, 24])).scales["emotional"]?.raw == 2_000)
        // A reversed item is reversed before: 7 marked 0 scores 2; 2 of three is 3.33, 3.
        #expect(sdq.score(sheet([7: 2], missing: [18, 22])).scales["conduct"]?.raw == 3_000)
    }

    @Test("With two answers there is no scale, and no total")
    func tooFew() {
        let outcome = sdq.score(sheet([:], missing: [13, 16, 24]))
        #expect(outcome.scales["emotional"]?.raw == nil)
        #expect(outcome.scales["emotional"]?.answered == 2)
        #expect(outcome.scales["total_difficulties"]?.raw == nil)
        #expect(outcome.scales["internalising"]?.raw == nil)
        #expect(outcome.scales["externalising"]?.raw == 0)
    }

    @Test(
        "Impact",
        arguments: [
            (1, [0], 0, "normal"), (1, [0, 3, 3, 3, 3, 3], 0, "normal"), (1, [1, 1, 1, 0, 0, 1], 0, "normal"),
            (2, [1, 2, 0, 0, 0, 0], 1, "borderline"), (1, [2, 3, 0, 0, 0, 0], 2, "abnormal"),
            (2, [3, 3, 3, 3, 3, 3], 10, "abnormal"), (3, [3, 3, 3, 3], 6, "abnormal"),
            (3, [1, 2, 1, 0], 1, "borderline"),
        ] as [(UInt32, [Int64?], Int64, String)])
    func impact(informant: UInt32, supplement: [Int64?], raw: Int64, band: String) {
        let outcome = sdq.score(
            sheet([:], supplement: supplement), context: InProcess.context(informant: informant))
        #expect(outcome.scales["impact"]?.raw == raw * 1_000)
        #expect(outcome.scales["impact"]?.band == band)
        #expect(outcome.derived["impact"] == raw * 1_000)
    }

    @Test(
        "All of the informant's items must be there once there is a difficulty",
        arguments: [(1, [1, 2, 2, 2, 2]), (2, [1, 2, 2, 2]), (3, [1, 2, 2]), (1, [nil, 2, 2, 2, 2, 2]), (1, [])]
            as [(UInt32, [Int64?])])
    func impactOpen(informant: UInt32, supplement: [Int64?]) {
        let outcome = sdq.score(
            sheet([:], supplement: supplement), context: InProcess.context(informant: informant))
        #expect(outcome.scales["impact"]?.isComplete == false)
        #expect(outcome.derived["impact"] == nil)
    }
}
