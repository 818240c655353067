public import Domain
public import JSONRPC

extension ConsentRule.Giver {
    /// The value in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIConsentGiver, field: String) throws(RPCError) {
        switch value {
        case .student: self = .student
        case .guardian: self = .guardian
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be CONSENT_GIVER_STUDENT or CONSENT_GIVER_GUARDIAN")
        }
    }
}

extension APIConsentGiver {
    public init(_ value: ConsentRule.Giver) {
        switch value {
        case .student: self = .student
        case .guardian: self = .guardian
        }
    }
}
