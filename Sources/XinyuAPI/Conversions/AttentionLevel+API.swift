public import Domain
public import JSONRPC

extension AttentionLevel {
    /// The level in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ level: APIAttentionLevel, field: String) throws(RPCError) {
        switch level {
        case .none: self = .none
        case .watch: self = .watch
        case .concern: self = .concern
        case .crisis: self = .crisis
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a level, as ATTENTION_LEVEL_CONCERN")
        }
    }

    /// The same for a field that may be left out.
    public static func ifPresent(_ level: APIAttentionLevel, field: String) throws(RPCError) -> AttentionLevel? {
        level == .unspecified ? nil : try AttentionLevel(level, field: field)
    }
}

extension APIAttentionLevel {
    public init(_ level: AttentionLevel) {
        switch level {
        case .none: self = .none
        case .watch: self = .watch
        case .concern: self = .concern
        case .crisis: self = .crisis
        }
    }
}
