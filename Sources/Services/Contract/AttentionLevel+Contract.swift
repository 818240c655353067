internal import Domain
internal import JSONRPC
internal import XinyuAPI

extension AttentionLevel {
    /// The level in a request's field, where one is meant that asks for attention: NONE is refused.
    static func asking(_ level: APIAttentionLevel, field: String) throws(RPCError) -> AttentionLevel {
        let level = try AttentionLevel(level, field: field)
        guard level != .none else {
            throw .invalidArgument(field: field, description: "must be WATCH, CONCERN or CRISIS")
        }
        return level
    }
}
