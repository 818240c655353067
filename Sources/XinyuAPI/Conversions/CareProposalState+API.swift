public import Domain
public import JSONRPC

extension CareProposalState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APICareProposalState, field: String) throws(RPCError) {
        switch state {
        case .pending: self = .pending
        case .accepted: self = .accepted
        case .overridden: self = .overridden
        case .declined: self = .declined
        case .superseded: self = .superseded
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a proposal's state, as CARE_PROPOSAL_STATE_PENDING")
        }
    }
}

extension APICareProposalState {
    public init(_ state: CareProposalState) {
        switch state {
        case .pending: self = .pending
        case .accepted: self = .accepted
        case .overridden: self = .overridden
        case .declined: self = .declined
        case .superseded: self = .superseded
        }
    }
}
