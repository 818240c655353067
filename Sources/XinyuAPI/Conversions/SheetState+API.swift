public import Domain
public import JSONRPC

extension SheetState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APISheetState, field: String) throws(RPCError) {
        switch state {
        case .invited: self = .invited
        case .started: self = .started
        case .submitted: self = .submitted
        case .scored: self = .scored
        case .absent: self = .absent
        case .exempt: self = .exempt
        case .declined: self = .declined
        case .void: self = .void
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a sheet's state, as SHEET_STATE_ABSENT")
        }
    }
}

extension APISheetState {
    public init(_ state: SheetState) {
        switch state {
        case .invited: self = .invited
        case .started: self = .started
        case .submitted: self = .submitted
        case .scored: self = .scored
        case .absent: self = .absent
        case .exempt: self = .exempt
        case .declined: self = .declined
        case .void: self = .void
        }
    }
}
