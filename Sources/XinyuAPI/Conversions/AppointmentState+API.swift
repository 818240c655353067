public import Domain
public import JSONRPC

extension AppointmentState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APIAppointmentState, field: String) throws(RPCError) {
        switch state {
        case .requested: self = .requested
        case .confirmed: self = .confirmed
        case .checkedIn: self = .checkedIn
        case .completed: self = .completed
        case .cancelled: self = .cancelled
        case .noShow: self = .noShow
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be an appointment's state, as APPOINTMENT_STATE_CONFIRMED")
        }
    }
}

extension APIAppointmentState {
    public init(_ state: AppointmentState) {
        switch state {
        case .requested: self = .requested
        case .confirmed: self = .confirmed
        case .checkedIn: self = .checkedIn
        case .completed: self = .completed
        case .cancelled: self = .cancelled
        case .noShow: self = .noShow
        }
    }
}
