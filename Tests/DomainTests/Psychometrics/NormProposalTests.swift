import Domain
import Testing

@Suite("Distributions and norms that a campaign proposes")
struct NormProposalTests {
    @Test("Mean, deviation and percentiles of 1 to 100 in thousandths")
    func distribution() throws {
        let distribution = try #require(ScoreDistribution((1...100).reversed().map { $0 * 1_000 }))
        #expect(distribution.count == 100)
        #expect(distribution.mean == 50_500)
        // The root of 100 · 101 / 12, in thousandths.
        #expect(distribution.standardDeviation == 29_011)
        #expect(distribution.percentiles == [5_000, 10_000, 25_000, 50_000, 75_000, 85_000, 90_000, 95_000])
    }

    @Test("Nine are too few, ten are told")
    func smallestCell() throws {
        #expect(ScoreDistribution(Array(repeating: 4_000, count: 9)) == nil)
        let ten = try #require(ScoreDistribution(Array(repeating: 4_000, count: 10)))
        #expect(ten.mean == 4_000 && ten.standardDeviation == nil)
        #expect(ten.percentiles.allSatisfy { $0 == 4_000 })
    }

    static func scores(_ counts: [(Sex?, Int?, Int)]) -> [NormProposal.Score] {
        counts.flatMap { sex, grade, count in
            (0..<count).map { NormProposal.Score(Int64($0 * 1_000), sex: sex, grade: grade) }
        }
    }

    private func told(_ counts: [(Sex?, Int?, Int)]) -> [NormProposal.Cut: [Int]] {
        let proposals = NormProposal.proposals(from: Self.scores(counts))
        return Dictionary(grouping: proposals, by: \.cut).mapValues { $0.map(\.distribution.count) }
    }

    @Test("Every cut whose groups are all large enough is told, in order")
    func cuts() {
        let told = told([(.female, 8, 12), (.male, 8, 11), (.female, 7, 13), (.male, 7, 10)])
        #expect(told == [.none: [46], .sex: [21, 25], .grade: [23, 23], .sexAndGrade: [10, 13, 11, 12]])
    }

    @Test("One small group keeps its whole cut back, for it could be had by subtracting")
    func complementary() {
        #expect(
            told([(.female, 7, 20), (.male, 7, 20), (.female, 8, 20), (.male, 8, 9)])
                == [.none: [69], .sex: [29, 40], .grade: [40, 29]])
        #expect(
            told([(.female, 7, 20), (.male, 7, 20), (.female, 8, 4), (.male, 8, 5)]) == [.none: [49], .sex: [25, 24]])
        // Somebody whose sex nobody knows is a group as well.
        #expect(told([(.female, 7, 20), (.male, 7, 20), (nil, 7, 1)]) == [.none: [41], .grade: [41]])
        #expect(told([(.female, 7, 9)]).isEmpty)
        #expect(told([]).isEmpty)
    }
}
