import Testing

/// Worked by hand from the university's scoring: limits 15, 30, 60 minutes; 7, 6, 5 hours; 85, 75, 65 percent.
@Suite("PSQI")
struct PSQITests {
    let psqi: InProcess

    init() throws { psqi = try Shipped.inProcess("psqi") }

    /// To bed at 22:30, asleep after 10 minutes, up at 6:30, 8 hours; no trouble at all.
    private static let well: [Int64?] = [22 * 60 + 30, 10_000, 6 * 60 + 30, 8_000] + [Int64?](repeating: 0, count: 14)

    private func score(_ changes: [Int: Int64], missing: [Int] = []) -> InProcess.Outcome {
        var answers = Self.well
        for item in missing { answers[item - 1] = nil }
        for (item, answer) in changes { answers[item - 1] = answer }
        return psqi.score(answers)
    }

    private func points(_ scale: String, _ changes: [Int: Int64]) -> Int64? {
        score(changes).scales[scale]?.raw.map { $0 / 1_000 }
    }

    @Test("Who sleeps well has 0")
    func well() {
        let outcome = score([:])
        #expect(outcome.scales["global"]?.raw == 0)
        #expect(outcome.scales["global"]?.band == "good")
        #expect(outcome.derived["hours_in_bed"] == 8_000_000)
        #expect(outcome.flags["efficiency_over_100"] == false)
    }

    @Test(
        "Latency: points of the minutes and of the frequency, together",
        arguments: [
            (15_000, 0, 0), (15_500, 0, 1), (16_000, 0, 1), (30_000, 0, 1), (30_500, 0, 1), (60_000, 0, 1),
            (61_000, 0, 2),
            (15_000, 1, 1), (15_000, 2, 1), (15_000, 3, 2), (16_000, 1, 1), (16_000, 2, 2), (31_000, 1, 2),
            (31_000, 2, 2),
            (31_000, 3, 3), (61_000, 1, 2), (61_000, 2, 3), (61_000, 3, 3),
        ] as [(Int64, Int64, Int64)])
    func latency(minutes: Int64, often: Int64, expected: Int64) {
        #expect(points("c2_latency", [2: minutes, 5: often]) == expected)
    }

    @Test(
        "Duration: 7 hours are enough",
        arguments: [(7_000, 0), (6_900, 1), (6_000, 1), (5_900, 2), (5_000, 2), (4_900, 3), (0, 3)] as [(Int64, Int64)])
    func duration(hours: Int64, expected: Int64) { #expect(points("c3_duration", [4: hours]) == expected) }

    /// Eight hours in bed: 85 % are 6.8 hours, 75 % are 6, 65 % are 5.2.
    @Test(
        "Efficiency, not rounded",
        arguments: [
            (6_800, 0), (6_799, 1), (6_000, 1), (5_999, 2), (5_200, 2), (5_199, 3), (9_000, 0),
        ] as [(Int64, Int64)])
    func efficiency(hours: Int64, expected: Int64) { #expect(points("c4_efficiency", [4: hours]) == expected) }

    @Test(
        "Hours in bed go over midnight where that is needed",
        arguments: [
            (22 * 60 + 30, 6 * 60 + 30, 8_000_000), (30, 8 * 60, 7_500_000), (0, 7 * 60 + 20, 7_333_333),
            (23 * 60, 23 * 60, 24_000_000), (10 * 60 + 30, 6 * 60 + 30, 20_000_000), (23 * 60 + 59, 0, 16_667),
        ] as [(Int64, Int64, Int64)])
    func hoursInBed(bed: Int64, rising: Int64, millionths: Int64) {
        #expect(score([1: bed, 3: rising]).derived["hours_in_bed"] == millionths)
    }

    @Test("More sleep than time in bed is a doubtful entry, and not corrected")
    func tooEfficient() {
        let outcome = score([1: 60, 3: 7 * 60, 4: 6_500])
        #expect(outcome.flags["efficiency_over_100"] == true)
        #expect(outcome.scales["c4_efficiency"]?.raw == 0)
        #expect(score([4: 8_000]).flags["efficiency_over_100"] == false)
        #expect(score([4: 8_001]).flags["efficiency_over_100"] == true)
        #expect(score([:], missing: [4]).flags["efficiency_over_100"] == nil)
    }

    @Test(
        "Disturbances: limits 0, 9, 18 of nine answers",
        arguments: [
            ([1], 1), ([3, 3, 3], 1), ([3, 3, 3, 1], 2), ([3, 3, 3, 3, 3, 3], 2), ([3, 3, 3, 3, 3, 3, 1], 3),
            ([3, 3, 3, 3, 3, 3, 3, 3, 3], 3),
        ] as [([Int64], Int64)])
    func disturbances(answers: [Int64], expected: Int64) {
        var changes: [Int: Int64] = [:]
        for (place, answer) in answers.enumerated() { changes[6 + place] = answer }
        #expect(points("c5_disturbance", changes) == expected)
    }

    @Test(
        "Daytime: limits 0, 2, 4",
        arguments: [(1, 0, 1), (1, 1, 1), (2, 1, 2), (2, 2, 2), (3, 2, 3), (3, 3, 3)]
            as [(Int64, Int64, Int64)])
    func daytime(awake: Int64, enthusiasm: Int64, expected: Int64) {
        #expect(points("c7_daytime", [17: awake, 18: enthusiasm]) == expected)
    }

    @Test(
        "The global score and its bands",
        arguments: [
            ([15: 3, 16: 2], 5, "good"), ([15: 3, 16: 3], 6, "poor_original"),
            ([15: 3, 16: 3, 6: 1], 7, "poor_original"),
            ([15: 3, 16: 3, 6: 1, 17: 1], 8, "poor"),
        ] as [([Int: Int64], Int64, String)])
    func global(changes: [Int: Int64], sum: Int64, band: String) {
        #expect(points("global", changes) == sum)
        #expect(score(changes).scales["global"]?.band == band)
    }

    @Test("The worst there is: 21")
    func worst() {
        let outcome = psqi.score([4 * 60, 120_000, 12 * 60, 2_000] + [Int64?](repeating: 3, count: 14))
        #expect(outcome.scales["global"]?.raw == 21_000)
        #expect(outcome.scales["global"]?.band == "poor")
    }

    @Test(
        "What is missing makes its component missing, and the global score",
        arguments: [
            (1, ["c4_efficiency"]), (2, ["c2_latency"]), (3, ["c4_efficiency"]), (4, ["c3_duration", "c4_efficiency"]),
            (5, ["c2_latency"]), (6, ["c5_disturbance"]), (13, ["c5_disturbance"]), (15, ["c1_quality"]),
            (16, ["c6_medication"]), (17, ["c7_daytime"]), (18, ["c7_daytime"]),
        ])
    func missing(item: Int, components: [String]) {
        let outcome = score([:], missing: [item])
        let open = outcome.scales.filter { !$0.value.isComplete }.keys.sorted()
        #expect(open == components + ["global"])
        #expect(outcome.scales["global"]?.raw == nil)
    }

    @Test("Other reasons may stay open, and count 0 then")
    func otherReasons() {
        let outcome = score([6: 3], missing: [14])
        #expect(outcome.scales["c5_disturbance"]?.raw == 1_000)
        #expect(outcome.scales["c5_disturbance"]?.answered == 8)
        #expect(outcome.scales["global"]?.isComplete == true)
    }
}
