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
