/// Something counted over people, which can be put together with the same of others.
public protocol TellableFigure: Sendable {
    /// Whether it may be told to somebody who must not learn of single people. Of two such the union is one again.
    var isTellable: Bool { get }

    mutating func merge(_ other: Self)
}

/// A part of a number of people.
public struct PeopleShare: TellableFigure, Equatable {
    public private(set) var number: Int
    public private(set) var of: Int

    public init(_ number: Int = 0, of: Int = 0) {
        self.number = number
        self.of = of
    }

    public mutating func add(_ isPart: Bool) {
        number += isPart ? 1 : 0
        of += 1
    }

    public mutating func merge(_ other: PeopleShare) {
        number += other.number
        of += other.of
    }

    /// Neither side may be one to nine people; nobody is a number that can be told.
    public var isTellable: Bool {
        of >= SmallCell.leastPeople && Self.isNobodyOrMany(number) && Self.isNobodyOrMany(of - number)
    }

    static func isNobodyOrMany(_ number: Int) -> Bool { number == 0 || number >= SmallCell.leastPeople }
}

/// A figure in two parts: of sheets that nothing speaks against, and of those that may be doubtful.
///
/// Whoever asks with and without the doubtful ones learns of these alone. So they are left out only where they can be told
/// by themselves.
public struct SplitFigure<Figure: TellableFigure>: TellableFigure {
    public private(set) var sound: Figure?
    public private(set) var doubtful: Figure?

    public init(sound: Figure?, doubtful: Figure?) {
        self.sound = sound
        self.doubtful = doubtful
    }

    public mutating func merge(_ other: SplitFigure<Figure>) {
        sound = Self.union(sound, other.sound)
        doubtful = Self.union(doubtful, other.doubtful)
    }

    public var isTellable: Bool { all?.isTellable ?? false }

    /// Of all sheets.
    public var all: Figure? { Self.union(sound, doubtful) }

    /// Without those that may be doubtful, as far as that tells nothing of few people; else of all.
    public var withoutDoubtful: Figure? {
        guard let sound, sound.isTellable, doubtful?.isTellable ?? true else { return all }
        return sound
    }

    private static func union(_ one: Figure?, _ other: Figure?) -> Figure? {
        guard var sum = one else { return other }
        if let other { sum.merge(other) }
        return sum
    }
}
