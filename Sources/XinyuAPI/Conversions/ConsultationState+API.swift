public import Domain
public import JSONRPC

extension ConsultationState {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIConsultationState, field: String) throws(RPCError) {
        switch value {
        case .requested: self = .requested
        case .assigned: self = .assigned
        case .opinionsIn: self = .opinionsIn
        case .concluded: self = .concluded
        case .cancelled: self = .cancelled
        case .expired: self = .expired
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a consultation's state, as CONSULTATION_STATE_ASSIGNED")
        }
    }
}

extension APIConsultationState {
    public init(_ value: ConsultationState) {
        switch value {
        case .requested: self = .requested
        case .assigned: self = .assigned
        case .opinionsIn: self = .opinionsIn
        case .concluded: self = .concluded
        case .cancelled: self = .cancelled
        case .expired: self = .expired
        }
    }
}
