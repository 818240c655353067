/// What a group's scores propose as a norm, for people to decide: the machine never takes one over.
public struct NormProposal: Sendable, Equatable {
    /// Along what lines a population is cut into groups.
    public enum Cut: Sendable, CaseIterable {
        case none, sex, grade, sexAndGrade
    }

    /// Whom a proposal is about. Nothing stands for all, or, in a cut along that line, for who has none.
    public struct Group: Sendable, Hashable {
        public let sex: Sex?
        public let grade: Int?

        public init(sex: Sex?, grade: Int?) {
            self.sex = sex
            self.grade = grade
        }
    }

    /// One student's score, in thousandths.
    public struct Score: Sendable {
        public let group: Group
        public let value: Int64

        public init(_ value: Int64, sex: Sex?, grade: Int?) {
            self.value = value
            group = Group(sex: sex, grade: grade)
        }
    }

    public let cut: Cut
    public let group: Group
    public let distribution: ScoreDistribution

    /// For each cut of which every group is large enough, all its groups, in their order.
    ///
    /// A cut is told whole or not at all: were only its small groups left out, what is left of the whole would give
    /// them away (complementary suppression).
    public static func proposals(from scores: [Score]) -> [NormProposal] {
        Cut.allCases.flatMap { cut -> [NormProposal] in
            let groups = Dictionary(grouping: scores) { cut.group($0.group) }.mapValues { $0.map(\.value) }
            let proposals = groups.compactMap { group, values in
                ScoreDistribution(values).map { NormProposal(cut: cut, group: group, distribution: $0) }
            }
            guard proposals.count == groups.count else { return [] }
            return proposals.sorted { $0.group.place < $1.group.place }
        }
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

extension NormProposal.Group {
    fileprivate var place: (Int, Int) { (grade ?? 0, sex?.rawValue ?? 0) }
}
