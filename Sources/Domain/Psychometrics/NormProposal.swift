/// What a group's scores propose as a norm, for people to decide: the machine never takes one over.
public struct NormProposal: Sendable, Equatable {
    /// Along what lines a population is cut into groups.
    ///
    /// In the order in which they are told: the finest first, since what follows from it can be told with it.
    public enum Cut: Int, Sendable, CaseIterable, Comparable {
        case none, sexAndGrade, sex, grade

        public static func < (left: Cut, right: Cut) -> Bool { left.rawValue < right.rawValue }

        /// Where the groups by both cannot be told, one of the others is enough: from both, and from knowing that a grade
        /// has no girls, a group would follow that is too small.
        func isSafe(beside told: Set<Cut>) -> Bool {
            self != .grade || told.contains(.sexAndGrade) || !told.contains(.sex)
        }
    }

    /// Whom a proposal is about. Nothing stands for all, or, in a cut along that line, for who has none.
    public struct Group: Sendable, Hashable {
        public let sex: Sex?
        public let grade: Grade?

        public init(sex: Sex?, grade: Grade?) {
            self.sex = sex
            self.grade = grade
        }

        fileprivate var place: (Int, Int, Int) { (grade?.number ?? 0, grade?.year ?? 0, sex?.rawValue ?? 0) }
    }

    public let cut: Cut
    public let group: Group
    public let distribution: ScoreDistribution
}

/// The scores of one scale in all groups of one cut.
///
/// A cut is told whole or not at all: were only its small groups left out, what is left of the whole would give them away
/// (complementary suppression).
public struct GroupedScores: TellableFigure, Equatable {
    public let cut: NormProposal.Cut
    public private(set) var groups: [NormProposal.Group: ScoreHistogram] = [:]

    public init(cut: NormProposal.Cut) {
        self.cut = cut
    }

    /// - Parameter score: in thousandths.
    public mutating func add(_ score: Int64, of student: NormProposal.Group) {
        groups[cut.group(student), default: ScoreHistogram()].add(score)
    }

    public mutating func merge(_ other: GroupedScores) {
        for (group, scores) in other.groups { groups[group, default: ScoreHistogram()].merge(scores) }
    }

    public var isTellable: Bool {
        !groups.isEmpty && groups.values.allSatisfy { $0.count >= SmallCell.leastPeople }
    }

    /// One for each group, in their order.
    public var proposals: [NormProposal] {
        groups.compactMap { group, scores in
            ScoreDistribution(scores).map { NormProposal(cut: cut, group: group, distribution: $0) }
        }.sorted { $0.group.place < $1.group.place }
    }
}

/// Scores of which scale, cut how.
public struct CutKey: FigureKey {
    public let scale: String
    public let cut: NormProposal.Cut

    public init(_ scale: String, _ cut: NormProposal.Cut) {
        self.scale = scale
        self.cut = cut
    }

    public static func < (left: CutKey, right: CutKey) -> Bool { (left.scale, left.cut) < (right.scale, right.cut) }

    public func isSafe(beside told: Set<CutKey>) -> Bool {
        cut.isSafe(beside: Set(told.lazy.filter { $0.scale == scale }.map(\.cut)))
    }
}

extension NormProposal.Cut {
    /// The group of this cut that a student of `group` is in.
    fileprivate func group(_ group: NormProposal.Group) -> NormProposal.Group {
        switch self {
        case .none: NormProposal.Group(sex: nil, grade: nil)
        case .sex: NormProposal.Group(sex: group.sex, grade: nil)
        case .grade: NormProposal.Group(sex: nil, grade: group.grade)
        case .sexAndGrade: group
        }
    }
}
