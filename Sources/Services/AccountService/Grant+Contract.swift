internal import Domain
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIGrant {
    init(_ grant: GrantRecord) {
        self.init()
        id = grant.id.description
        accountID = grant.account.description
        role = APIRole(grant.role)
        scopeKind = APIGrantScopeKind(word: grant.scopeKind)
        scopeID = grant.scope == .installation ? "" : grant.scope.description
        startsAt = Google_Protobuf_Timestamp(grant.startsAt)
        if let end = grant.endsAt { endsAt = Google_Protobuf_Timestamp(end) }
        state = APIGrantState(grant.state)
        requestedBy = grant.requestedBy.description
        decidedBy = grant.decidedBy?.description ?? ""
        reason = grant.reason ?? ""
    }
}

extension APIGrantState {
    init(_ state: GrantRecord.State) {
        self =
            switch state {
            case .requested: .requested
            case .approved: .active
            case .refused: .rejected
            case .revoked: .revoked
            }
    }
}

extension GrantRecord.State {
    /// Nothing for `unspecified`, which lists every state.
    init?(listed state: APIGrantState) throws(RPCError) {
        switch state {
        case .unspecified: return nil
        case .requested: self = .requested
        case .active: self = .approved
        case .rejected: self = .refused
        case .revoked: self = .revoked
        case .UNRECOGNIZED:
            throw .invalidArgument(field: "state", description: "must be one of the names in the contract")
        }
    }
}
