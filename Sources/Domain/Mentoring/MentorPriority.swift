/// The groups whose students are to have a mentor before all others (T26).
public enum MentorPriority: String, Sendable, CaseIterable, Codable, Comparable {
    /// 单亲、离异、留守、随迁家庭
    case specialFamily = "special_family"
    /// 先天性疾病、体质异常
    case physicalCondition = "physical_condition"
    /// 存在心理问题: on the care list.
    case psychologicalProblem = "psychological_problem"
    /// 家庭经济困难
    case economicHardship = "economic_hardship"
    /// 学习压力大
    case studyPressure = "study_pressure"

    public static func < (left: MentorPriority, right: MentorPriority) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Why a student comes before others.
public struct MentorNeed: Sendable, Hashable {
    public var groups: Set<MentorPriority>
    /// Where the student stands on the care list.
    public var level: AttentionLevel

    public init(_ groups: Set<MentorPriority>, level: AttentionLevel = .none) {
        self.groups = groups
        self.level = level
    }
}

/// Whether a teacher knows some psychology, which the priority groups are to have (T26: 掌握一定心理学知识).
public enum MentorTraining: String, Sendable, CaseIterable {
    case none, trained
}
