public import Domain
public import JSONRPC

extension ConsultationRules.Urgency {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIConsultationUrgency, field: String) throws(RPCError) {
        switch value {
        case .ordinary: self = .ordinary
        case .urgent: self = .urgent
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be CONSULTATION_URGENCY_ORDINARY or CONSULTATION_URGENCY_URGENT")
        }
    }
}

extension APIConsultationUrgency {
    public init(_ value: ConsultationRules.Urgency) {
        switch value {
        case .ordinary: self = .ordinary
        case .urgent: self = .urgent
        }
    }
}
