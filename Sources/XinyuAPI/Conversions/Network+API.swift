public import Domain
public import JSONRPC

extension NetworkPart {
    /// The part in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ part: APINetworkPart, field: String) throws(RPCError) {
        switch part {
        case .responsible: self = .responsible
        case .deputy: self = .deputy
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be RESPONSIBLE or DEPUTY")
        }
    }
}

extension APINetworkPart {
    public init(_ part: NetworkPart) {
        switch part {
        case .responsible: self = .responsible
        case .deputy: self = .deputy
        }
    }
}

extension APINetworkGapKind {
    public init(_ kind: NetworkGap.Kind) {
        switch kind {
        case .nobody: self = .nobody
        case .responsibleStopped: self = .responsibleStopped
        case .responsibleWithoutRole: self = .responsibleWithoutRole
        case .tooFewPeerObservers: self = .tooFewPeerObservers
        case .noCrisisLead: self = .noCrisisLead
        }
    }
}
