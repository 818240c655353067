public import Domain
public import JSONRPC

extension ArchiveKind {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIArchiveKind, field: String) throws(RPCError) {
        switch value {
        case .enrolment: self = .enrolment
        case .assessment: self = .assessment
        case .observation: self = .observation
        case .warning: self = .warning
        case .interview: self = .interview
        case .care: self = .care
        case .plan: self = .plan
        case .consultation: self = .consultation
        case .referral: self = .referral
        case .counselling: self = .counselling
        case .mentoring: self = .mentoring
        case .crisis: self = .crisis
        case .protected: self = .protected
        case .specialReview: self = .specialReview
        case .signal: self = .signal
        case .information: self = .information
        case .circumstance: self = .circumstance
        case .attachment: self = .attachment
        case .transfer: self = .transfer
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a kind of line, as ARCHIVE_KIND_PLAN")
        }
    }
}

extension APIArchiveKind {
    public init(_ value: ArchiveKind) {
        switch value {
        case .enrolment: self = .enrolment
        case .assessment: self = .assessment
        case .observation: self = .observation
        case .warning: self = .warning
        case .interview: self = .interview
        case .care: self = .care
        case .plan: self = .plan
        case .consultation: self = .consultation
        case .referral: self = .referral
        case .counselling: self = .counselling
        case .mentoring: self = .mentoring
        case .crisis: self = .crisis
        case .protected: self = .protected
        case .specialReview: self = .specialReview
        case .signal: self = .signal
        case .information: self = .information
        case .circumstance: self = .circumstance
        case .attachment: self = .attachment
        case .transfer: self = .transfer
        }
    }
}

extension ArchiveSection {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIArchiveSection, field: String) throws(RPCError) {
        switch value {
        case .identity: self = .identity
        case .assessments: self = .assessments
        case .observations: self = .observations
        case .information: self = .information
        case .circumstances: self = .circumstances
        case .attachments: self = .attachments
        case .warnings: self = .warnings
        case .counselling: self = .counselling
        case .care: self = .care
        case .plans: self = .plans
        case .crises: self = .crises
        case .consultations: self = .consultations
        case .referrals: self = .referrals
        case .mentoring: self = .mentoring
        case .protected: self = .protected
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a section, as ARCHIVE_SECTION_PLANS")
        }
    }
}

extension APIArchiveSection {
    public init(_ value: ArchiveSection) {
        switch value {
        case .identity: self = .identity
        case .assessments: self = .assessments
        case .observations: self = .observations
        case .information: self = .information
        case .circumstances: self = .circumstances
        case .attachments: self = .attachments
        case .warnings: self = .warnings
        case .counselling: self = .counselling
        case .care: self = .care
        case .plans: self = .plans
        case .crises: self = .crises
        case .consultations: self = .consultations
        case .referrals: self = .referrals
        case .mentoring: self = .mentoring
        case .protected: self = .protected
        }
    }
}
