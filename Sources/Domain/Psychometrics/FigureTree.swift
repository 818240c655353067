/// What a figure is about.
public protocol FigureKey: Hashable, Sendable, Comparable {
    /// Whether it may be told of the same people beside what is told of them already; asked in the order of the keys.
    func isSafe(beside told: Set<Self>) -> Bool
}

extension FigureKey {
    public func isSafe(beside told: Set<Self>) -> Bool { true }
}

extension String: FigureKey {}

/// What is done with sheets that may be doubtful.
public enum DoubtfulSheets: Sendable {
    case included
    /// Where that tells nothing of few.
    case leftOut
}

/// Figures of units that stand one above the other, for people who may ask for each of them: whatever is told of a unit is
/// the sum of what can be told by itself, so that no figure taken from another gives one that is held back
/// (complementary suppression).
///
/// The parts are campaigns. What is too small in one of them goes up, and is told where it comes together with others'
/// to be of enough people; until then it is in no figure.
public struct FigureTree<Key: FigureKey, Figure: TellableFigure>: Sendable {
    /// What may be told.
    public private(set) var told: [Key: Figure] = [:]
    /// What is in no figure yet, here or below.
    private var rest: [Key: SplitFigure<Figure>] = [:]
    private let doubtful: DoubtfulSheets

    /// One campaign: nobody is in it twice.
    public init(campaign figures: [Key: SplitFigure<Figure>], doubtful: DoubtfulSheets) {
        self.doubtful = doubtful
        rest = figures
        tellWhatCanBe()
    }

    /// The campaigns of one school. The same students may be in several of them, so that of the small ones at most one
    /// goes up for each figure: two of five sheets are not yet ten people.
    public init(school campaigns: [FigureTree], doubtful: DoubtfulSheets) {
        self.doubtful = doubtful
        for campaign in campaigns {
            addTold(of: campaign)
            rest.merge(campaign.rest) { first, _ in first }
        }
    }

    /// What stands below a unit that holds schools.
    public init(units: [FigureTree], doubtful: DoubtfulSheets) {
        self.doubtful = doubtful
        for unit in units {
            addTold(of: unit)
            rest.merge(unit.rest) { one, other in
                var sum = one
                sum.merge(other)
                return sum
            }
        }
        tellWhatCanBe()
    }

    /// The same unit in several school years. They can be asked for one by one, so that nothing small of one year is put
    /// together with others'.
    public init(years: [FigureTree], doubtful: DoubtfulSheets) {
        self.doubtful = doubtful
        for year in years { addTold(of: year) }
    }

    private mutating func addTold(of part: FigureTree) {
        told.merge(part.told) { one, other in
            var sum = one
            sum.merge(other)
            return sum
        }
    }

    private mutating func tellWhatCanBe() {
        var now: Set<Key> = []
        for (key, figure) in rest.sorted(by: { $0.key < $1.key }) where figure.isTellable {
            rest[key] = nil
            // What is not safe beside the others is not kept for later either: it would come out one level up.
            guard key.isSafe(beside: now),
                let figure = doubtful == .included ? figure.all : figure.withoutDoubtful
            else { continue }
            now.insert(key)
            guard var sum = told[key] else {
                told[key] = figure
                continue
            }
            sum.merge(figure)
            told[key] = sum
        }
    }
}
