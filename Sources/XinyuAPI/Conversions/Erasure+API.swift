public import Domain
public import JSONRPC

extension ErasureState {
    public init(_ state: APIErasureState, field: String) throws(RPCError) {
        switch state {
        case .requested: self = .requested
        case .confirmed: self = .confirmed
        case .done: self = .done
        case .refused: self = .refused
        case .withdrawn: self = .withdrawn
        case .unspecified, .UNRECOGNIZED: throw .invalidArgument(field: field, description: "must be a state")
        }
    }
}

extension APIErasureState {
    public init(_ state: ErasureState) {
        switch state {
        case .requested: self = .requested
        case .confirmed: self = .confirmed
        case .done: self = .done
        case .refused: self = .refused
        case .withdrawn: self = .withdrawn
        }
    }
}

extension ErasureGround {
    /// What a person may name.
    public init(_ ground: APIErasureGround, field: String) throws(RPCError) {
        switch ground {
        case .purposeReached: self = .purposeReached
        case .consentWithdrawn: self = .consentWithdrawn
        case .unlawful: self = .unlawful
        case .guardianRequest: self = .guardianRequest
        case .retention, .transferredCopy, .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field,
                description: "must be PURPOSE_REACHED, CONSENT_WITHDRAWN, UNLAWFUL or GUARDIAN_REQUEST")
        }
    }
}

extension APIErasureGround {
    public init(_ ground: ErasureGround) {
        switch ground {
        case .purposeReached: self = .purposeReached
        case .consentWithdrawn: self = .consentWithdrawn
        case .unlawful: self = .unlawful
        case .guardianRequest: self = .guardianRequest
        case .retention: self = .retention
        case .transferredCopy: self = .transferredCopy
        }
    }
}
