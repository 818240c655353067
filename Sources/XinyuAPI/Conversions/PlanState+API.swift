public import Domain
public import JSONRPC

extension PlanState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APIPlanState, field: String) throws(RPCError) {
        switch state {
        case .draft: self = .draft
        case .active: self = .active
        case .reviewDue: self = .reviewDue
        case .adjusted: self = .adjusted
        case .completed: self = .completed
        case .escalated: self = .escalated
        case .declinedMonitored: self = .declinedMonitored
        case .lostToFollowUp: self = .lostToFollowUp
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a plan's state, as PLAN_STATE_ACTIVE")
        }
    }
}

extension APIPlanState {
    public init(_ state: PlanState) {
        switch state {
        case .draft: self = .draft
        case .active: self = .active
        case .reviewDue: self = .reviewDue
        case .adjusted: self = .adjusted
        case .completed: self = .completed
        case .escalated: self = .escalated
        case .declinedMonitored: self = .declinedMonitored
        case .lostToFollowUp: self = .lostToFollowUp
        }
    }
}
