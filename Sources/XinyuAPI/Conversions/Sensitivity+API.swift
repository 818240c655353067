public import Domain
public import JSONRPC

extension Sensitivity {
    /// The sensitivity in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ sensitivity: APISensitivity, field: String) throws(RPCError) {
        switch sensitivity {
        case .public: self = .public
        case .roster: self = .roster
        case .status: self = .status
        case .clinical: self = .clinical
        case .raw: self = .raw
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a sensitivity, as SENSITIVITY_STATUS")
        }
    }
}

extension APISensitivity {
    public init(_ sensitivity: Sensitivity) {
        switch sensitivity {
        case .public: self = .public
        case .roster: self = .roster
        case .status: self = .status
        case .clinical: self = .clinical
        case .raw: self = .raw
        }
    }
}
