import Domain
import TestSupport
import Testing

@Suite("What may be told of many, and not of few")
struct FigureTreeTests {
    @Test(
        "Neither side of a share is one to nine people",
        arguments: [
            (0, 9, false), (0, 10, true), (1, 10, false), (9, 10, false), (10, 10, true), (9, 100, false),
            (10, 100, true), (90, 100, true), (91, 100, false), (100, 100, true),
        ])
    func shares(number: Int, of: Int, isTold: Bool) {
        #expect(PeopleShare(number, of: of).isTellable == isTold)
    }

    @Test("An item is told where nobody or ten deviate from what most have marked")
    func items() {
        func figure(_ zeros: Int, _ others: Int) -> ItemFigure {
            .answers(ScoreHistogram(Array(repeating: 0, count: zeros) + Array(repeating: 3_000, count: others)))
        }
        #expect(!figure(9, 0).isTellable && figure(10, 0).isTellable)
        #expect(!figure(298, 2).isTellable && !figure(291, 9).isTellable)
        #expect(figure(290, 10).isTellable && figure(150, 150).isTellable)
    }

    /// Campaigns as shares of people, `told` of one unit.
    private typealias Tree = FigureTree<String, PeopleShare>

    private func campaign(_ number: Int, of: Int, doubtful: PeopleShare? = nil, _ choice: DoubtfulSheets = .included)
        -> Tree
    {
        Tree(
            campaign: ["share": SplitFigure(sound: PeopleShare(number, of: of), doubtful: doubtful)], doubtful: choice)
    }

    private func school(_ campaigns: Tree...) -> Tree { Tree(school: campaigns, doubtful: .included) }

    private func unit(_ units: Tree...) -> Tree { Tree(units: units, doubtful: .included) }

    @Test("What one school holds back cannot be had from the whole less the others")
    func complementary() {
        let (open, closed) = (school(campaign(50, of: 100)), school(campaign(3, of: 100)))
        #expect(closed.told["share"] == nil)
        #expect(unit(open, closed).told["share"] == PeopleShare(50, of: 100))
    }

    @Test("Small ones are told together once they come to enough, and each of them once only")
    func pooling() {
        let small = (0..<4).map { _ in school(campaign(3, of: 6)) }
        #expect(unit(small[0], small[1], small[2]).told["share"] == nil)  // 9 of 18
        let county = unit(small[0], small[1], small[2], small[3])
        #expect(county.told["share"] == PeopleShare(12, of: 24))
        // One level up the county is as it was told; what another county could not tell stays back still.
        #expect(unit(county, unit(small[0])).told["share"] == PeopleShare(12, of: 24))
        #expect(unit(unit(small[0], small[1]), unit(small[2], small[3])).told["share"] == PeopleShare(12, of: 24))
    }

    @Test("Years are not pooled with one another, since each can be asked for")
    func years() {
        let (large, small) = (school(campaign(50, of: 100)), school(campaign(3, of: 6)))
        let one = unit(small, small, small)
        let two = unit(large, small)
        #expect(Tree(years: [one, two], doubtful: .included).told["share"] == PeopleShare(50, of: 100))
    }

    @Test("The doubtful are left out only where the difference tells nothing of few", arguments: [0, 9, 10, 11])
    func doubtful(people: Int) {
        let doubtful = people == 0 ? nil : PeopleShare(people, of: people)
        let with = campaign(20, of: 40, doubtful: doubtful)
        let without = campaign(20, of: 40, doubtful: doubtful, .leftOut)
        #expect(with.told["share"] == PeopleShare(20 + people, of: 40 + people))
        #expect(without.told["share"] == (people == 9 ? with.told["share"] : PeopleShare(20, of: 40)))
    }

    @Test("Whatever a tree tells, differences of nested units are of nobody or of ten and more", arguments: 0..<200)
    func differences(seed: Int) {
        let numbers = SeededRandomSource(seed: UInt64(seed))
        func random(_ bound: Int) -> Int { Int(numbers.bytes(1).reduce(0) { $0 + Int($1) }) % bound }
        var told: [PeopleShare] = []
        var counties: [Tree] = []
        for _ in 0..<3 {
            var schools: [Tree] = []
            for _ in 0..<1 + random(4) {
                let number = random(16)
                schools.append(school(campaign(number, of: number + random(16))))
            }
            let county = Tree(units: schools, doubtful: .included)
            // What is left of the county when all that schools tell is taken away.
            told.append(difference(county, schools))
            counties.append(county)
        }
        told.append(difference(Tree(units: counties, doubtful: .included), counties))
        for share in told where share.of > 0 { #expect(share.isTellable, "\(share)") }
    }

    private func difference(_ whole: Tree, _ parts: [Tree]) -> PeopleShare {
        let all = whole.told["share"] ?? PeopleShare()
        let shown = parts.compactMap { $0.told["share"] }
        return PeopleShare(
            all.number - shown.reduce(0) { $0 + $1.number }, of: all.of - shown.reduce(0) { $0 + $1.of })
    }

    @Test("Of two cut-offs between which one to nine scores lie, one is told")
    func cutoffs() {
        func table(_ cutoff: Int64, _ found: Int, _ wrongly: Int) -> CutoffTable {
            CutoffTable(
                cutoff: cutoff, found: PeopleShare(found, of: 60), wronglyFound: PeopleShare(wrongly, of: 80))
        }
        let tables = [table(5, 50, 40), table(10, 45, 20), table(15, 40, 20), table(20, 20, 10)]
        #expect(CutoffTable.tellable(tables).map(\.cutoff) == [5, 15, 20])
        #expect(abs(tables[0].sensitivity - 5.0 / 6) < 1e-12 && tables[0].specificity == 0.5)
        #expect(abs(tables[0].youden - 1.0 / 3) < 1e-12)
    }
}
