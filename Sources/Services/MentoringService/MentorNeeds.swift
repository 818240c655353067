internal import Domain
internal import Store

/// Where it is learnt who belongs to the priority groups of T26. Each source knows some of the groups; their answers are
/// put together.
protocol MentorNeedSource: Sendable {
    /// Who of a school has a need for a mentor before others, as far as this source knows.
    func needs(
        ofSchool school: Identifier, at now: Timestamp, in transaction: ReadTransaction
    ) throws -> [Identifier: MentorNeed]
}

/// Students on the care list: 存在心理问题学生.
struct CareListNeeds: MentorNeedSource {
    func needs(
        ofSchool school: Identifier, at now: Timestamp, in transaction: ReadTransaction
    ) throws -> [Identifier: MentorNeed] {
        let entries = try transaction.openCareEntries(ofSchool: school).filter { $0.state != .proposed }
        return Dictionary(
            entries.map { ($0.student, MentorNeed([.psychologicalProblem], level: $0.level)) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// Students with special circumstances that T26 names: 单亲、离异、留守、随迁家庭, 先天性疾病、体质异常, 家庭经济困难, 学习压力大.
struct CircumstanceNeeds: MentorNeedSource {
    func needs(
        ofSchool school: Identifier, at now: Timestamp, in transaction: ReadTransaction
    ) throws -> [Identifier: MentorNeed] {
        try transaction.circumstanceCategories(ofSchool: school, at: now).compactMapValues { categories in
            let groups = Set(categories.compactMap(\.mentorPriority))
            return groups.isEmpty ? nil : MentorNeed(groups)
        }
    }
}

extension [any MentorNeedSource] {
    func needs(
        ofSchool school: Identifier, at now: Timestamp, in transaction: ReadTransaction
    ) throws -> [Identifier: MentorNeed] {
        var all: [Identifier: MentorNeed] = [:]
        for source in self {
            all.merge(try source.needs(ofSchool: school, at: now, in: transaction)) { one, other in
                MentorNeed(one.groups.union(other.groups), level: Swift.max(one.level, other.level))
            }
        }
        return all
    }
}
