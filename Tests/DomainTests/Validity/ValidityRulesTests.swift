import Domain
import Foundation
import Testing

@Suite("What may make a sheet doubtful")
struct ValidityRulesTests {
    static let rules = ValidityRules(
        missing: .init(percent: 0, source: "m"), speed: .init(floorMilliseconds: 600, percent: 20, source: "s"),
        longestRun: .init(percent: 80, leastItems: 7, source: "r"),
        variance: .init(below: 50, leastItems: 10, source: "v"),
        contradictoryPairs: .init(percent: 50, leastItems: 2, source: "p"))

    private func told(_ sheet: ValidityEvidence) -> [ValidityFinding.Kind: [Int]] {
        Dictionary(
            uniqueKeysWithValues: Self.rules.findings(about: sheet).map { ($0.kind, [$0.value, $0.total, $0.limit]) })
    }

    private func sheet(
        _ answers: [Int64?], milliseconds: [Int]? = nil, critical: Set<Int> = [],
        opposites: [ValidityEvidence.Pair] = []
    ) -> ValidityEvidence {
        ValidityEvidence(
            items: answers.enumerated().map { index, answer in
                ValidityEvidence.Item(
                    answer: answer, milliseconds: milliseconds?[index], codes: 0...3,
                    isCritical: critical.contains(index))
            }, opposites: opposites)
    }

    @Test("A sheet without anything odd has no finding")
    func nothing() {
        #expect(told(sheet([0, 1, 2, 0, 3, 1, 0, 2, 1], milliseconds: Array(repeating: 2_000, count: 9))).isEmpty)
        #expect(told(sheet([])).isEmpty)
    }

    @Test("Every gap is told, and a gap at a critical item once more")
    func missing() {
        #expect(told(sheet([0, nil, 2, nil, 3])) == [.missing: [2, 5, 1]])
        #expect(told(sheet([0, 1, nil], critical: [2])) == [.missing: [1, 3, 1], .criticalItemMissing: [1, 1, 1]])
        #expect(told(sheet([nil, 1, 2], critical: [2])) == [.missing: [1, 3, 1]])
    }

    @Test(
        "Speed counts from the floor and the share on, of items whose time is known",
        arguments: [(0, nil), (1, nil), (2, [2, 10, 2]), (10, [10, 10, 2])] as [(Int, [Int]?)])
    func speed(fast: Int, expected: [Int]?) {
        let times = (0..<10).map { $0 < fast ? 599 : 600 }
        #expect(told(sheet([0, 1, 2, 3, 0, 1, 2, 3, 0, 1], milliseconds: times))[.speed] == expected)
    }

    @Test("Sheets from paper have no times, and no finding by them")
    func paper() {
        #expect(told(sheet([0, 1, 2, 3]))[.speed] == nil)
    }

    @Test(
        "A run is told from its share on, unless the sheet is short; a gap does not end it",
        arguments: [
            ([1, 1, 1, 1, 1, 1, 1, 1, 0, 2], [8, 10, 8]), ([1, 1, 1, 1, 1, 1, 1, 0, 2, 0], nil),
            ([1, 1, 1, 1, nil, 1, 1, 1, 1, 0], [8, 10, 8]), ([2, 2, 2, 2, 2, 2], nil),
            ([2, 2, 2, 2, 2, 2, 2], [7, 7, 6]),
        ] as [([Int64?], [Int]?)])
    func run(answers: [Int64?], expected: [Int]?) {
        #expect(told(sheet(answers))[.longestRun] == expected)
    }

    @Test("A spread below the limit is told, of enough answers")
    func variance() {
        let alike = Array(repeating: Int64?(2), count: 10)
        #expect(told(sheet(alike))[.variance] == [0, 0, 50])
        #expect(told(sheet(Array(alike.dropLast())))[.variance] == nil)
        // Half at 0 and half at 3 is the widest: a deviation of half the range.
        #expect(told(sheet([0, 3, 0, 3, 0, 3, 0, 3, 0, 3]))[.variance] == nil)
        // One of 400 differs by the whole range: a deviation of 0.04994 of it, told as 50, which is not below.
        var one = Array(repeating: Int64?(0), count: 400)
        one[7] = 3
        #expect(told(sheet(one))[.variance] == nil)
        one += Array(repeating: 0, count: 20)
        #expect(told(sheet(one))[.variance] == [49, 0, 50])
    }

    @Test("Items worded against each other, marked at the same end, contradict")
    func contradictions() {
        let pairs = [ValidityEvidence.Pair(0, 1), ValidityEvidence.Pair(2, 3)]
        #expect(told(sheet([3, 3, 0, 0], opposites: pairs))[.contradictoryPairs] == [2, 2, 1])
        #expect(told(sheet([3, 3, 0, 3], opposites: pairs))[.contradictoryPairs] == [1, 2, 1])
        // In the middle nothing is contradicted.
        #expect(told(sheet([1, 1, 2, 2], opposites: pairs))[.contradictoryPairs] == nil)
        // A pair with a gap says nothing, and one pair is too few.
        #expect(told(sheet([3, 3, 0, nil], opposites: pairs))[.contradictoryPairs] == nil)
        // A pair beyond the sheet is none.
        #expect(told(sheet([3, 3], opposites: [.init(0, 1), .init(0, 7)]))[.contradictoryPairs] == nil)
    }

    @Test("What the instrument has found itself stands beside, with its source")
    func flags() {
        let sheet = ValidityEvidence(items: [], flags: [.init(id: "lie", source: "manual")])
        #expect(
            Self.rules.findings(about: sheet) == [
                ValidityFinding(kind: .instrument, flag: "lie", value: 1, total: 0, limit: 1, source: "manual")
            ])
    }

    @Test("A lie scale's finding tells its score, the most that it can be, and from where on it is told")
    func lieScale() {
        func finding(_ score: ValidityEvidence.Flag.Score) -> [Int]? {
            let sheet = ValidityEvidence(items: [], flags: [.init(id: "lie", source: "manual", score: score)])
            return Self.rules.findings(about: sheet).first.map { [$0.value, $0.total, $0.limit] }
        }
        #expect(finding(.init(value: 8, most: 10, limit: 7)) == [8, 10, 7])
        // The instrument gives no band: the source says from where on.
        #expect(finding(.init(value: 4, most: 4, limit: nil)) == [4, 4, 0])
    }

    @Test("The shipped limits can be read, and each says where it comes from")
    func shipped() throws {
        let rules = try JSONDecoder().decode(ValidityRules.self, from: shippedFile("config/rules/validity.json"))
        for source in [
            rules.missing.source, rules.speed.source, rules.longestRun.source, rules.variance.source,
            rules.contradictoryPairs.source,
        ] {
            #expect(source.count > 20)
        }
    }
}
