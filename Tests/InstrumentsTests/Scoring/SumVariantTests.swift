import CInstrument
import Testing

/// What the simple sums have beside their bands, worked by hand from their sheets.
@Suite("Variants of sums")
struct SumVariantTests {
    private func instrument(_ id: String) throws -> InProcess { try Shipped.inProcess(id) }

    /// SDS: ten items reversed. All marked 1 are 10 × 1 + 10 × 4 = 50; the first items not reversed: 1, 3, 4.
    private func sds(raw: Int) -> [Int64?] {
        let reversed = [2, 5, 6, 11, 12, 14, 16, 17, 18, 20]
        var rest = raw - 20
        return (1...20).map { item in
            let more = min(3, rest)
            rest -= more
            return Int64(reversed.contains(item) ? 4 - more : 1 + more)
        }
    }

    @Test(
        "SDS: half up at 42, 50 and 58, where the integer part is in another band",
        arguments: [
            (41, 51_250, 51, 51, "normal"), (42, 52_500, 52, 53, "mild"), (43, 53_750, 53, 54, "mild"),
            (49, 61_250, 61, 61, "mild"), (50, 62_500, 62, 63, "moderate"), (57, 71_250, 71, 71, "moderate"),
            (58, 72_500, 72, 73, "severe"), (80, 100_000, 100, 100, "severe"), (20, 25_000, 25, 25, "normal"),
        ] as [(Int, Int64, Int64, Int64, String)])
    func sds(raw: Int, index: Int64, floor: Int64, standard: Int64, band: String) throws {
        let outcome = try instrument("sds").score(sds(raw: raw))
        #expect(outcome.scales["raw"]?.raw == Int64(raw) * 1_000)
        #expect(outcome.scales["raw"]?.band == (raw <= 41 ? "normal" : "elevated"))
        #expect(outcome.scales["standard"]?.standard == standard * 1_000)
        #expect(outcome.scales["standard"]?.band == band)
        #expect(outcome.derived["index_x1.25"] == index)
        #expect(outcome.derived["standard_floor"] == floor * 1_000)
        #expect(outcome.derived["standard_round_half_up"] == standard * 1_000)
        #expect(outcome.derived["standard"] == standard * 1_000)
        #expect(outcome.derived["severity_index"] == Int64(raw) * 12_500)
    }

    @Test("SAS: 40, 48 and 56 are 50, 60 and 70 exactly; five items are reversed")
    func sas() throws {
        let sas = try instrument("sas")
        // All marked 1: 15 × 1 + 5 × 4 = 35, standard 43.75, half up 44.
        let outcome = sas.score([Int64?](repeating: 1, count: 20))
        #expect(outcome.scales["raw"]?.raw == 35_000)
        #expect(outcome.derived["index_x1.25"] == 43_750)
        #expect(outcome.derived["standard_floor"] == 43_000)
        #expect(outcome.derived["standard"] == 44_000)
        #expect(outcome.flags["straight_line"] == true)
        // Item 1 at 4, 2 at 3: five more.
        #expect(sas.score([4, 3] + [Int64?](repeating: 1, count: 18)).scales["standard"]?.band == "mild")
        #expect(sas.score([4, 2] + [Int64?](repeating: 1, count: 18)).scales["standard"]?.band == "normal")
    }

    /// All marked 3 (strongly agree): five forward, five reversed: 15 in either order.
    @Test("RSES: which items are reversed depends on the form")
    func forms() throws {
        let rses = try instrument("rses")
        var answers = [Int64?](repeating: 3, count: 10)
        #expect(rses.score(answers).scales["total"]?.raw == 15_000)
        #expect(rses.score(answers).flags["acquiescence"] == true)
        // Item 3 from 3 to 0: reversed in the one order (+3), forward in the other (-3).
        answers[2] = 0
        #expect(rses.score(answers).scales["total"]?.raw == 18_000)
        let other = rses.score(answers, context: InProcess.context(form: 1))
        #expect(other.scales["total"]?.raw == 12_000)
        #expect(other.derived["total_item8_forward"] == nil)
        #expect(other.derived["total_9_items"] == 12_000)
        #expect(rses.score(answers).flags["acquiescence"] == false)
        #expect(rses.score([Int64?](repeating: 1, count: 10)).flags["acquiescence"] == false)
    }

    /// Everything forward 3 and reversed 0 but item 8 at 2: 9 × 3 + 1 = 28.
    @Test("RSES: the Chinese variants of item 8")
    func itemEight() throws {
        let outcome = try instrument("rses").score([3, 3, 0, 3, 0, 3, 3, 2, 0, 0])
        #expect(outcome.scales["total"]?.raw == 28_000)
        #expect(outcome.derived["total_0to30"] == 28_000)
        #expect(outcome.derived["total_10to40"] == 38_000)
        #expect(outcome.derived["total_item8_forward"] == 29_000)
        #expect(outcome.derived["total_9_items"] == 27_000)
    }

    @Test("K10: the K6 counts from 0, and so does the other total")
    func k10() throws {
        let outcome = try instrument("k10").score([1, 5, 1, 5, 5, 1, 1, 2, 1, 1])
        #expect(outcome.scales["total"]?.raw == 23_000)
        #expect(outcome.scales["k6"]?.raw == 13_000)
        #expect(outcome.scales["k6"]?.band == "serious")
        #expect(outcome.derived == ["ge13": 1_000, "ge5": 1_000, "total_0to40": 13_000])
    }

    @Test("DASS-21: scores are twice the sums, which are given as well")
    func dass21() throws {
        // Items 3, 5, 10 of depression at 3, 3, 1; item 2 of anxiety at 3; item 1 of stress at 2.
        let outcome = try instrument("dass21").score(
            [2, 3, 3, 0, 3, 0, 0, 0, 0, 1] + [Int64?](repeating: 0, count: 11))
        #expect(outcome.scales["depression"]?.raw == 14_000)
        #expect(outcome.scales["depression"]?.band == "moderate")
        #expect(outcome.derived["raw_sums:depression"] == 7_000)
        #expect(outcome.derived["raw_sums:anxiety"] == 3_000)
        #expect(outcome.derived["raw_sums:stress"] == 2_000)
    }

    /// All 4: 6 × 4 + 4 × 0 = 24.
    @Test("PSS-10: two parts make the total, and the same extreme throughout contradicts itself")
    func pss10() throws {
        let pss10 = try instrument("pss10")
        let outcome = pss10.score([Int64?](repeating: 4, count: 10))
        #expect(outcome.scales["total"]?.raw == 24_000)
        #expect(outcome.scales["helplessness"]?.raw == 24_000)
        #expect(outcome.scales["self_efficacy_reversed"]?.raw == 0)
        #expect(outcome.derived["check"] == 1_000)
        #expect(outcome.flags["contradiction"] == true)
        #expect(pss10.score([Int64?](repeating: 2, count: 10)).flags["contradiction"] == false)
    }

    @Test("PSC-17: one line is enough to be worth a talk, even with a gap elsewhere")
    func psc17() throws {
        let psc17 = try instrument("psc17")
        // Items 2, 6, 9 of internalizing at 2, 2, 1.
        var answers: [Int64?] = [0, 2, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(psc17.score(answers).derived["internalizing_ge5"] == 1_000)
        #expect(psc17.score(answers).derived["any_positive"] == 1_000)
        answers[15] = nil
        #expect(psc17.score(answers).derived["externalizing_ge7"] == nil)
        #expect(psc17.score(answers).derived["any_positive"] == 1_000)
        answers[1] = 0
        #expect(psc17.score(answers).derived["any_positive"] == nil)
    }

    @Test("SCARED: the five scales share out the items")
    func scared() throws {
        let outcome = try instrument("scared").score([Int64?](repeating: 1, count: 41))
        #expect(outcome.scales["total"]?.raw == 41_000)
        #expect(outcome.scales["panic_somatic"]?.raw == 13_000)
        #expect(outcome.derived == ["total_ge23": 1_000, "check": 1_000])
    }

    @Test(
        "PHQ-A: thoughts denied in item 9 and told of in S1 or S2 are a reason to talk",
        arguments: [
            (0, 1, 0, true), (0, 0, 1, true), (0, 0, 0, false), (1, 1, 1, false), (0, nil, 1, true), (0, nil, 0, nil),
            (nil, 1, 1, nil), (nil, 0, 0, false),
        ] as [(Int64?, Int64?, Int64?, Bool?)])
    func contradiction(ninth: Int64?, thoughts: Int64?, attempt: Int64?, holds: Bool?) throws {
        let outcome = try instrument("phqa").score([0, 0, 0, 0, 0, 0, 0, 0, ninth, nil, nil, thoughts, attempt])
        #expect(outcome.flags["contradiction_suicide"] == holds)
    }

    @Test("PHQ-A: the supplement never enters the total")
    func supplement() throws {
        let outcome = try instrument("phqa").score([2, 2, 1, 1, 1, 1, 1, 1, 0, 1, 3, 1, 1])
        #expect(outcome.scales["total"]?.raw == 10_000)
        #expect(outcome.scales["total"]?.answered == 9)
        #expect(outcome.derived["n_core"] == 2_000)
        #expect(outcome.derived["mds_algorithm"] == 0)
    }
}
