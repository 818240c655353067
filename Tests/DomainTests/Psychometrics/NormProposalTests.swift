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
        // The fifth from either end is the score of one of five: not told.
        #expect(distribution.percentiles == [nil, 10_000, 25_000, 50_000, 75_000, 85_000, 90_000, nil])
    }

    @Test("Nine are too few, ten are told")
    func smallestCell() throws {
        #expect(ScoreDistribution(Array(repeating: 4_000, count: 9)) == nil)
        let ten = try #require(ScoreDistribution(Array(repeating: 4_000, count: 10)))
        #expect(ten.mean == 4_000 && ten.standardDeviation == nil)
        #expect(ten.percentiles.allSatisfy { $0 == 4_000 })
    }

    static let seventh = Grade(stage: .junior, year: 1)
    static let eighth = Grade(stage: .junior, year: 2)

    private static func tree(_ counts: [(Sex?, Grade?, Int)]) -> FigureTree<CutKey, GroupedScores> {
        var figures: [CutKey: GroupedScores] = [:]
        for (sex, grade, count) in counts {
            for score in 0..<count {
                for cut in NormProposal.Cut.allCases {
                    figures[CutKey("total", cut), default: GroupedScores(cut: cut)]
                        .add(Int64(score * 1_000), of: NormProposal.Group(sex: sex, grade: grade))
                }
            }
        }
        return FigureTree(
            campaign: figures.mapValues { SplitFigure(sound: $0, doubtful: nil) }, doubtful: .included)
    }

    private func told(_ counts: [(Sex?, Grade?, Int)]) -> [NormProposal.Cut: [Int]] {
        Self.counts(Self.tree(counts))
    }

    private static func counts(_ tree: FigureTree<CutKey, GroupedScores>) -> [NormProposal.Cut: [Int]] {
        Dictionary(
            uniqueKeysWithValues: tree.told.map { ($0.key.cut, $0.value.proposals.map(\.distribution.count)) })
    }

    @Test("Every cut whose groups are all large enough is told, in order")
    func cuts() {
        let told = told([
            (.female, Self.eighth, 12), (.male, Self.eighth, 11), (.female, Self.seventh, 13),
            (.male, Self.seventh, 10),
        ])
        #expect(told == [.none: [46], .sex: [21, 25], .grade: [23, 23], .sexAndGrade: [10, 13, 11, 12]])
    }

    @Test("One small group keeps its whole cut back, for it could be had by subtracting", arguments: [9, 10, 11])
    func complementary(people: Int) {
        let told = told([
            (.female, Self.seventh, 20), (.male, Self.seventh, 20), (.female, Self.eighth, 20),
            (.male, Self.eighth, people),
        ])
        #expect(told[.sexAndGrade] == (people < 10 ? nil : [20, 20, people, 20]))
        #expect(told[NormProposal.Cut.none] == [60 + people] && told[.sex] == [20 + people, 40])
        // By sex and by grade together, with a grade that has no girls, would give the boys of the other one.
        #expect(told[.grade] == (people < 10 ? nil : [40, 20 + people]))
    }

    @Test("Somebody of whom sex or grade is not known is a group as well")
    func unknown() {
        #expect(
            told([(.female, Self.seventh, 20), (.male, Self.seventh, 20), (nil, Self.seventh, 1)])
                == [.none: [41], .grade: [41]])
        #expect(told([(.female, Self.seventh, 9)]).isEmpty)
        #expect(told([]).isEmpty)
    }

    @Test("What a county is told of, less what a school is told of, is never a small group")
    func county() {
        // In the second school nine boys are too few; the county's groups are those of the first alone.
        let large = Self.tree([(.female, Self.seventh, 20), (.male, Self.seventh, 20)])
        let mixed = Self.tree([(.female, Self.seventh, 20), (.male, Self.seventh, 9)])
        func school(_ campaigns: FigureTree<CutKey, GroupedScores>...) -> FigureTree<CutKey, GroupedScores> {
            FigureTree(school: campaigns, doubtful: .included)
        }
        func county(_ schools: FigureTree<CutKey, GroupedScores>...) -> [NormProposal.Cut: [Int]] {
            Self.counts(FigureTree(units: schools, doubtful: .included))
        }
        #expect(
            county(school(large), school(mixed)) == [
                .none: [69], .sex: [20, 20], .grade: [69], .sexAndGrade: [20, 20],
            ])
        // Two such schools have eighteen boys together, and are told as one.
        #expect(county(school(large), school(mixed), school(mixed))[.sex] == [38, 60])
        // Two campaigns of the same school may be of the same nine boys.
        #expect(county(school(large), school(mixed, mixed))[.sex] == [20, 20])
    }
}
