public import Domain
public import JSONRPC

extension WarningState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APIWarningState, field: String) throws(RPCError) {
        switch state {
        case .raised: self = .raised
        case .acknowledged: self = .acknowledged
        case .confirmed: self = .confirmed
        case .dismissed: self = .dismissed
        case .inIntervention: self = .inIntervention
        case .resolved: self = .resolved
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a warning's state, as WARNING_STATE_RAISED")
        }
    }
}

extension APIWarningState {
    public init(_ state: WarningState) {
        switch state {
        case .raised: self = .raised
        case .acknowledged: self = .acknowledged
        case .confirmed: self = .confirmed
        case .dismissed: self = .dismissed
        case .inIntervention: self = .inIntervention
        case .resolved: self = .resolved
        }
    }
}
