public import Domain
public import JSONRPC

extension CareState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APICareState, field: String) throws(RPCError) {
        switch state {
        case .proposed: self = .proposed
        case .active: self = .active
        case .monitoring: self = .monitoring
        case .removed: self = .removed
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a care entry's state, as CARE_STATE_ACTIVE")
        }
    }
}

extension APICareState {
    public init(_ state: CareState) {
        switch state {
        case .proposed: self = .proposed
        case .active: self = .active
        case .monitoring: self = .monitoring
        case .removed: self = .removed
        }
    }
}
