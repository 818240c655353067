import Domain
import Testing

@Suite("Two versions' results compared")
struct ResultComparisonTests {
    private static let bands = ["low", "middle", "high"]

    private func side(
        _ score: Int64?, _ band: String?, critical: Set<String> = [], level: AttentionLevel = .none
    ) -> ResultComparison.Side {
        ResultComparison.Side(
            scales: ["total": .init(score: score, band: band, scores: [score, nil])], criticalItems: critical,
            level: level)
    }

    private func comparison(_ before: ResultComparison.Side, _ after: ResultComparison.Side) -> ResultComparison {
        ResultComparison(before, after, severity: [("total", Self.bands)])
    }

    @Test(
        "A scale is the same, or its score, or its band differs, up or down",
        arguments: [
            (4, "low", 4, "low", .same), (4, "low", 5, "low", .score), (4, "low", 9, "high", .bandUp),
            // The limits were drawn anew: the score is the same, the band is not.
            (9, "middle", 9, "high", .bandUp), (9, "high", 9, "low", .bandDown),
            (9, "high", nil, nil, .otherwise), (nil, nil, 9, "high", .otherwise), (nil, nil, nil, nil, .same),
            // A band that the new version does not have.
            (9, "very-high", 9, "high", .otherwise), (9, nil, 9, "high", .otherwise),
        ] as [(Int64?, String?, Int64?, String?, ResultComparison.Change)])
    func scale(
        _ scoreBefore: Int64?, _ before: String?, _ scoreAfter: Int64?, _ after: String?,
        _ change: ResultComparison.Change
    ) {
        let found = comparison(side(scoreBefore, before), side(scoreAfter, after))
        #expect(found.scales.map(\.change) == [change])
        #expect(found.isWorthALook == (change != .same && change != .score))
    }

    @Test("A scale that only one version has differs otherwise, and none is lost")
    func scales() {
        let before = ResultComparison.Side(
            scales: ["old": .init(score: 1, band: nil, scores: [1])], criticalItems: [], level: .none)
        let found = comparison(before, side(1, "low"))
        #expect(found.scales.map(\.scale) == ["total", "old"])
        #expect(found.scales.allSatisfy { $0.change == .otherwise })
    }

    @Test("A critical item counts where it is newly hit; a level that differs is worth a look")
    func criticalItems() {
        let same = comparison(side(1, "low", critical: ["a"]), side(1, "low", critical: ["a"]))
        #expect(same.newCriticalItems.isEmpty && !same.isWorthALook)
        let more = comparison(side(1, "low", critical: ["a"]), side(1, "low", critical: ["c", "b", "a"]))
        #expect(more.newCriticalItems == ["b", "c"] && more.isWorthALook)
        let less = comparison(side(1, "low", critical: ["a"], level: .crisis), side(1, "low", level: .none))
        #expect(less.newCriticalItems.isEmpty && less.isWorthALook)
    }

    @Test("Counts of a campaign")
    func counts() throws {
        var counts = RescoringCounts()
        counts.add(comparison(side(1, "low"), side(1, "low")))
        counts.add(comparison(side(1, "low"), side(9, "high", critical: ["a"], level: .crisis)))
        counts.add(comparison(side(9, "high", level: .concern), side(1, "low")))
        counts.addFirstResult()
        #expect(counts.compared == 3 && counts.firstResults == 1)
        let total = try #require(counts.scales.first)
        #expect(ResultComparison.Change.allCases.map(total.count) == [1, 0, 1, 1, 0])
        #expect((counts.newCriticalItems, counts.levelUp, counts.levelDown) == (1, 1, 1))
    }

    @Test("Versions are ordered as semantic versioning has it")
    func versions() throws {
        let order = [
            "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0",
            "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ]
        let numbers = try order.map { try #require(InstrumentVersionNumber($0), "\($0)") }
        for (low, high) in zip(numbers, numbers.dropFirst()) {
            #expect(low < high && !(high < low))
        }
        #expect(InstrumentVersionNumber("1.0") == nil)
        #expect(InstrumentVersionNumber("a.b.c") == nil)
        #expect(InstrumentVersionNumber("1.0.-1") == nil)
        #expect(try #require(InstrumentVersionNumber("1.0.0+build")) == numbers[6])
    }
}
