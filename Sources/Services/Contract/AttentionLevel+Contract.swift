internal import Domain
internal import JSONRPC
internal import XinyuAPI

extension AttentionLevel {
    /// The level in a request's field; one that asks for attention, so not NONE.
    init(_ level: APIAttentionLevel, field: String) throws(RPCError) {
        switch level {
        case .watch: self = .watch
        case .concern: self = .concern
        case .crisis: self = .crisis
        case .none, .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be WATCH, CONCERN or CRISIS")
        }
    }
}
