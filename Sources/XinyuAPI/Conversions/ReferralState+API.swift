public import Domain
public import JSONRPC

extension ReferralState {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIReferralState, field: String) throws(RPCError) {
        switch value {
        case .drafted: self = .drafted
        case .consented: self = .consented
        case .sent: self = .sent
        case .received: self = .received
        case .scheduled: self = .scheduled
        case .attended: self = .attended
        case .noShow: self = .noShow
        case .feedback: self = .feedback
        case .refused: self = .refused
        case .closed: self = .closed
        case .withdrawn: self = .withdrawn
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a referral's state, as REFERRAL_STATE_SENT")
        }
    }
}

extension APIReferralState {
    public init(_ value: ReferralState) {
        switch value {
        case .drafted: self = .drafted
        case .consented: self = .consented
        case .sent: self = .sent
        case .received: self = .received
        case .scheduled: self = .scheduled
        case .attended: self = .attended
        case .noShow: self = .noShow
        case .feedback: self = .feedback
        case .refused: self = .refused
        case .closed: self = .closed
        case .withdrawn: self = .withdrawn
        }
    }
}
