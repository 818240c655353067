/// What a line of a student's archive (心理健康档案, T23) is about.
public enum ArchiveKind: String, Sendable, CaseIterable {
    case enrolment, assessment, observation, warning, interview, care, plan
    case consultation, referral
    case counselling
    case mentoring
    case crisis
    /// Of which only few may know more: the line says no more than that there is something.
    case protected
    case specialReview = "special_review"
    case signal
    /// What others told the school.
    case information
    /// 重点关注类别
    case circumstance
    case attachment
    /// Gone to another school, come from one, or destroyed in part by rule.
    case transfer

    /// The section in which it stands. This is the one place that parts an archive: the overview, the lists by section
    /// and the export are made by it.
    public var section: ArchiveSection {
        switch self {
        case .enrolment, .transfer: .identity
        case .assessment: .assessments
        case .observation: .observations
        case .information: .information
        case .circumstance: .circumstances
        case .attachment: .attachments
        case .signal, .warning, .specialReview: .warnings
        case .interview, .counselling: .counselling
        case .care: .care
        case .plan: .plans
        case .crisis: .crises
        case .consultation: .consultations
        case .referral: .referrals
        case .mentoring: .mentoring
        case .protected: .protected
        }
    }
}
