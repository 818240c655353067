public import Domain
public import JSONRPC

extension ReferralSection {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIReferralSection, field: String) throws(RPCError) {
        switch value {
        case .identity: self = .identity
        case .contacts: self = .contacts
        case .reason: self = .reason
        case .summary: self = .summary
        case .scores: self = .scores
        case .attentionLevel: self = .attentionLevel
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a part of the record, as REFERRAL_SECTION_REASON")
        }
    }
}

extension APIReferralSection {
    public init(_ value: ReferralSection) {
        switch value {
        case .identity: self = .identity
        case .contacts: self = .contacts
        case .reason: self = .reason
        case .summary: self = .summary
        case .scores: self = .scores
        case .attentionLevel: self = .attentionLevel
        }
    }
}
