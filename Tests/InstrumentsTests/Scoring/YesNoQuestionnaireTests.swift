import Testing

/// Worked by hand from the sheets of the MHT and the UPI.
@Suite("MHT and UPI")
struct YesNoQuestionnaireTests {
    let mht: InProcess
    let upi: InProcess

    init() throws {
        mht = try Shipped.inProcess("mht")
        upi = try Shipped.inProcess("upi")
    }

    private func answers(_ count: Int, yes: [Int], missing: [Int] = []) -> [Int64?] {
        (1...count).map { missing.contains($0) ? nil : yes.contains($0) ? 1 : 0 }
    }

    @Test("MHT: lie items never enter the total, content items never the lie scale")
    func lieItems() {
        let lies = mht.score(answers(100, yes: Array(stride(from: 82, through: 100, by: 2))))
        #expect(lies.scales["lie"]?.raw == 10_000)
        #expect(lies.scales["content_total"]?.raw == 0)
        #expect(lies.scales["impulsive"]?.raw == 0)
        let content = mht.score(answers(100, yes: Array(1...81) + Array(stride(from: 83, through: 99, by: 2))))
        #expect(content.scales["content_total"]?.raw == 90_000)
        #expect(content.scales["lie"]?.raw == 0)
    }

    @Test(
        "MHT: the lie scale is doubtful from 7 on",
        arguments: [
            ([82, 84, 86, 88, 90, 92], [], false), ([82, 84, 86, 88, 90, 92, 94], [], true),
            ([82, 84, 86, 88, 90, 92, 94], [96, 98, 100], true), ([82, 84, 86, 88, 90, 92], [94], nil),
            ([], [100], nil),
        ] as [([Int], [Int], Bool?)])
    func doubtful(yes: [Int], missing: [Int], holds: Bool?) {
        let outcome = mht.score(answers(100, yes: yes, missing: missing))
        #expect(outcome.flags["lie"] == holds)
        #expect(outcome.derived["lie_ge7"] == holds.map { $0 ? 1_000 : 0 })
        #expect((outcome.scales["lie"]?.band == nil) == !missing.isEmpty)
    }

    @Test("MHT: high scales from 8 on, and items 85 and 97 by themselves")
    func high() {
        let outcome = mht.score(answers(100, yes: Array(1...8) + Array(16...22) + [97]))
        #expect(outcome.derived["high_scales:study_anxiety"] == 1_000)
        #expect(outcome.derived["high_scales:social_anxiety"] == 0)
        #expect(outcome.derived["item85_or_97"] == 1_000)
        #expect(mht.score(answers(100, yes: [], missing: [97])).derived["item85_or_97"] == nil)
        #expect(mht.score(answers(100, yes: [85], missing: [97])).derived["item85_or_97"] == 1_000)
        #expect(mht.score(answers(100, yes: [])).derived["item85_or_97"] == 0)
    }

    private static let twenty = [1, 2, 3, 4, 6, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 21, 22, 23, 24]

    @Test(
        "UPI: the class",
        arguments: [
            ([], [], 3), (Array(twenty.prefix(19)), [], 3), (twenty, [], 2), (twenty + [27, 28, 29, 30], [], 2),
            (twenty + [27, 28, 29, 30, 31], [], 1), ([25], [], 1), ([8], [], 2), ([16], [], 2), ([26], [], 2),
            ([61], [], 2),
            ([64], [], 2), ([61, 62], [], 1), ([63, 64], [], 1), ([5, 20, 35, 50], [], 3),
            // Gaps among the 56: only the first class can be told.
            ([], [60], nil), (twenty, [60], nil), ([8], [60], nil), ([25], [60], 1),
            (twenty + [27, 28, 29, 30, 31], [60], 1),
            ([61, 62], [60], 1), ([61], [60], nil),
            // Gaps among the others hide nothing lower.
            ([], [61, 62, 63, 64], 3), ([61], [62, 63, 64], 2), ([], [5, 20], 3),
        ] as [([Int], [Int], Int64?)])
    func screeningClass(yes: [Int], missing: [Int], expected: Int64?) {
        #expect(upi.score(answers(64, yes: yes, missing: missing)).derived["class"] == expected.map { $0 * 1_000 })
    }

    @Test("UPI: all four lie items, and the auxiliary answers that are there")
    func lies() {
        #expect(upi.score(answers(64, yes: [5, 20, 35, 50])).flags["lie"] == true)
        #expect(upi.score(answers(64, yes: [5, 20, 35])).flags["lie"] == false)
        #expect(upi.score(answers(64, yes: [5, 20, 35], missing: [50])).flags["lie"] == nil)
        let auxiliary = upi.score(answers(64, yes: [61, 62], missing: [63])).scales["aux"]
        #expect(auxiliary?.raw == 2_000)
        #expect(auxiliary?.isComplete == false)
        #expect(auxiliary?.isProrated == false)
        #expect(upi.score(answers(64, yes: [5, 20, 35, 50])).scales["total"]?.raw == 0)
    }
}
