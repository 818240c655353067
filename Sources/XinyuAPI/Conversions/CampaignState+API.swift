public import Domain
public import JSONRPC

extension CampaignState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APICampaignState, field: String) throws(RPCError) {
        switch state {
        case .draft: self = .draft
        case .open: self = .open
        case .closed: self = .closed
        case .archived: self = .archived
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a campaign's state, as CAMPAIGN_STATE_OPEN")
        }
    }
}

extension APICampaignState {
    public init(_ state: CampaignState) {
        switch state {
        case .draft: self = .draft
        case .open: self = .open
        case .closed: self = .closed
        case .archived: self = .archived
        }
    }
}
