/// What makes a student one whom the school looks at more closely · 重点关注类别 (T15: 特殊家庭、特殊身心、特殊个性; T26: 单亲、
/// 离异、留守、随迁家庭，先天性疾病、体质异常，存在心理问题，家庭经济困难，学习压力大).
public enum CircumstanceCategory: String, Sendable, CaseIterable {
    case singleParent = "single_parent"
    case divorced
    case leftBehind = "left_behind"
    case migrant
    case blendedFamily = "blended_family"
    case noParentalCare = "no_parental_care"
    case congenitalDisease = "congenital_disease"
    case weakConstitution = "weak_constitution"
    case chronicIllness = "chronic_illness"
    case disability
    case mentalCondition = "mental_condition"
    case specialPersonality = "special_personality"
    case economicHardship = "economic_hardship"
    case studyPressure = "study_pressure"
    case bullyingVictim = "bullying_victim"
    case violenceVictim = "violence_victim"
    case sexualAssaultVictim = "sexual_assault_victim"

    /// The priority group of mentoring (T26) that it makes a student one of; nothing where T26 names none.
    public var mentorPriority: MentorPriority? {
        switch self {
        case .singleParent, .divorced, .leftBehind, .migrant, .blendedFamily, .noParentalCare: .specialFamily
        case .congenitalDisease, .weakConstitution, .chronicIllness, .disability: .physicalCondition
        case .mentalCondition: .psychologicalProblem
        case .economicHardship: .economicHardship
        case .studyPressure: .studyPressure
        case .specialPersonality, .bullyingVictim, .violenceVictim, .sexualAssaultVictim: nil
        }
    }
}
