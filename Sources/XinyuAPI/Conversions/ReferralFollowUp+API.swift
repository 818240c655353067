public import Domain
public import JSONRPC

extension ReferralFollowUp {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIReferralFollowUp, field: String) throws(RPCError) {
        switch value {
        case .none: self = .none
        case .monitor: self = .monitor
        case .plan: self = .plan
        case .treatment: self = .treatment
        case .crisisCase: self = .crisisCase
        case .otherInstitution: self = .otherInstitution
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be what follows, as REFERRAL_FOLLOW_UP_MONITOR")
        }
    }
}

extension APIReferralFollowUp {
    public init(_ value: ReferralFollowUp) {
        switch value {
        case .none: self = .none
        case .monitor: self = .monitor
        case .plan: self = .plan
        case .treatment: self = .treatment
        case .crisisCase: self = .crisisCase
        case .otherInstitution: self = .otherInstitution
        }
    }
}

extension ReturnToSchool {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIReturnToSchool, field: String) throws(RPCError) {
        switch value {
        case .fit: self = .fit
        case .withSupport: self = .withSupport
        case .rest: self = .rest
        case .inpatient: self = .inpatient
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be what is advised about school, as RETURN_TO_SCHOOL_WITH_SUPPORT")
        }
    }
}

extension APIReturnToSchool {
    public init(_ value: ReturnToSchool) {
        switch value {
        case .fit: self = .fit
        case .withSupport: self = .withSupport
        case .rest: self = .rest
        case .inpatient: self = .inpatient
        }
    }
}
