/// What an institution may be shown of a student; each part is consented to by itself.
public enum ReferralSection: String, Sendable, CaseIterable, Hashable {
    /// Name, sex, birth date, school.
    case identity
    /// Guardians and how to reach them.
    case contacts
    case reason
    case summary
    /// Newest scores and bands.
    case scores
    case attentionLevel = "attention_level"
}

/// On what a crisis referral rests that goes without consent.
public enum ReferralGround: String, Sendable, CaseIterable, Hashable {
    /// 精神卫生法 art. 28: who harms himself or others, or is about to, is brought to a medical institution.
    case mentalHealthLaw28 = "mental_health_law_28"
    /// 精神卫生法 art. 30: a severe disorder, with harm done or impending.
    case mentalHealthLaw30 = "mental_health_law_30"
    /// 个人信息保护法 art. 13 (1) 4: an emergency of life and health.
    case personalInformationLaw13 = "personal_information_law_13"
}

/// What an institution advises about school.
public enum ReturnToSchool: String, Sendable, CaseIterable {
    case fit
    case withSupport = "with_support"
    case rest
    case inpatient
}

/// What the school does after a referral.
public enum ReferralFollowUp: String, Sendable, CaseIterable {
    case none
    case monitor
    case plan
    case treatment
    case crisisCase = "crisis_case"
    case otherInstitution = "other_institution"
}
