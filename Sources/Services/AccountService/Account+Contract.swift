internal import Domain
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIAccount {
    init(_ account: AccountRecord, grants: [GrantRecord]) {
        self.init()
        id = account.id.description
        unitID = account.unit?.description ?? ""
        login = account.profile.login
        displayName = account.profile.name
        state = APIAccountState(account.state)
        createdAt = Google_Protobuf_Timestamp(account.createdAt)
        self.grants = grants.map(APIGrant.init)
    }
}

extension APIAccountState {
    init(_ state: AccountRecord.State) {
        self =
            switch state {
            case .active: .active
            case .disabled: .stopped
            }
    }
}

extension AccountRecord.State {
    init(_ state: APIAccountState) throws(RPCError) {
        switch state {
        case .active: self = .active
        case .stopped: self = .disabled
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: "state", description: "must be active or stopped")
        }
    }
}
