/// Scores of people of whom it is known whether a criterion holds, or what one cut-off makes of them.
public enum CriterionFigure: TellableFigure, Equatable {
    case scores(with: ScoreHistogram, without: ScoreHistogram)
    /// Those with the criterion that the cut-off finds, and those without it that it finds.
    case cutoff(found: PeopleShare, wronglyFound: PeopleShare)

    /// Ten on either side; at a cut-off, each of its four cells nobody or ten and more.
    public var isTellable: Bool {
        switch self {
        case .scores(let with, let without):
            with.count >= SmallCell.leastPeople && without.count >= SmallCell.leastPeople
        case .cutoff(let found, let wronglyFound): found.isTellable && wronglyFound.isTellable
        }
    }

    public mutating func merge(_ other: CriterionFigure) {
        switch (self, other) {
        case (.scores(var with, var without), .scores(let otherWith, let otherWithout)):
            with.merge(otherWith)
            without.merge(otherWithout)
            self = .scores(with: with, without: without)
        case (.cutoff(var found, var wronglyFound), .cutoff(let otherFound, let otherWrongly)):
            found.merge(otherFound)
            wronglyFound.merge(otherWrongly)
            self = .cutoff(found: found, wronglyFound: wronglyFound)
        case (.scores, .cutoff), (.cutoff, .scores): break
        }
    }
}

/// A scale, or one cut-off of it.
public struct CriterionKey: FigureKey {
    public let scale: String
    /// In thousandths; nothing for the scores.
    public let cutoff: Int64?

    public init(_ scale: String, cutoff: Int64? = nil) {
        self.scale = scale
        self.cutoff = cutoff
    }

    public static func < (left: CriterionKey, right: CriterionKey) -> Bool {
        (left.scale, left.cutoff ?? .min) < (right.scale, right.cutoff ?? .min)
    }
}

/// What deciding by one cut-off would do, in counts.
public struct CutoffTable: Sendable, Equatable {
    public let cutoff: Int64
    public let found: PeopleShare
    public let wronglyFound: PeopleShare

    public init(cutoff: Int64, found: PeopleShare, wronglyFound: PeopleShare) {
        self.cutoff = cutoff
        self.found = found
        self.wronglyFound = wronglyFound
    }

    public var sensitivity: Double { Double(found.number) / Double(found.of) }
    public var specificity: Double { 1 - Double(wronglyFound.number) / Double(wronglyFound.of) }
    /// Youden (1950), Cancer 3:32–35.
    public var youden: Double { sensitivity + specificity - 1 }

    /// Those of `tables`, in their order, between any two of which there are nobody or ten and more on either side: one to
    /// nine people with scores between two cut-offs would follow from the two.
    public static func tellable(_ tables: [CutoffTable]) -> [CutoffTable] {
        tables.reduce(into: []) { told, table in
            let isSafe = told.allSatisfy { other in
                // Counts of other people than the table's cannot be taken from it.
                PeopleShare.isNobodyOrMany(abs(other.found.number - table.found.number))
                    && PeopleShare.isNobodyOrMany(abs(other.wronglyFound.number - table.wronglyFound.number))
            }
            if isSafe { told.append(table) }
        }
    }
}
