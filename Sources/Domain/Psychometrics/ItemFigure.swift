/// A figure of one item.
public enum ItemFigure: TellableFigure, Equatable {
    /// Which codes were marked, of who answered.
    case answers(ScoreHistogram)
    case share(PeopleShare)
    /// Who gave no answer, of those who were asked: participation, which says nothing of what anybody would have
    /// answered, and follows from every other count anyway.
    case gaps(PeopleShare)

    /// An item is nearer to a person than a score: where one to nine people answered otherwise than most, a mean would
    /// tell how many marked what, as with one question on self-harm that two of three hundred affirm.
    public var isTellable: Bool {
        switch self {
        case .answers(let answers):
            answers.count >= SmallCell.leastPeople && PeopleShare.isNobodyOrMany(answers.deviating)
        case .share(let share): share.isTellable
        case .gaps(let gaps): gaps.of >= SmallCell.leastPeople
        }
    }

    public mutating func merge(_ other: ItemFigure) {
        switch (self, other) {
        case (.answers(var mine), .answers(let others)):
            mine.merge(others)
            self = .answers(mine)
        case (.share(var mine), .share(let others)):
            mine.merge(others)
            self = .share(mine)
        case (.gaps(var mine), .gaps(let others)):
            mine.merge(others)
            self = .gaps(mine)
        default: break
        }
    }
}

/// What a figure of an item is about.
public struct ItemKey: FigureKey {
    public enum Part: Int, Sendable {
        case answers, missing, floor, ceiling
    }

    /// From 1.
    public let item: Int
    public let part: Part

    public init(_ item: Int, _ part: Part) {
        self.item = item
        self.part = part
    }

    public static func < (left: ItemKey, right: ItemKey) -> Bool {
        (left.item, left.part.rawValue) < (right.item, right.part.rawValue)
    }
}
