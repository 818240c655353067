internal import Domain
internal import Store

/// Where it is learnt who belongs to the priority groups of T26. Each source knows some of the groups; their answers are
/// put together.
protocol MentorNeedSource: Sendable {
    /// Who of a school has a need for a mentor before others, as far as this source knows.
    func needs(ofSchool school: Identifier, in transaction: ReadTransaction) throws -> [Identifier: MentorNeed]
}

/// Students on the care list: 存在心理问题学生.
struct CareListNeeds: MentorNeedSource {
    func needs(ofSchool school: Identifier, in transaction: ReadTransaction) throws -> [Identifier: MentorNeed] {
        let entries = try transaction.openCareEntries(ofSchool: school).filter { $0.state != .proposed }
        return Dictionary(
            entries.map { ($0.student, MentorNeed([.psychologicalProblem], level: $0.level)) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension [any MentorNeedSource] {
    func needs(ofSchool school: Identifier, in transaction: ReadTransaction) throws -> [Identifier: MentorNeed] {
        var all: [Identifier: MentorNeed] = [:]
        for source in self {
            all.merge(try source.needs(ofSchool: school, in: transaction)) { one, other in
                MentorNeed(one.groups.union(other.groups), level: Swift.max(one.level, other.level))
            }
        }
        return all
    }
}
