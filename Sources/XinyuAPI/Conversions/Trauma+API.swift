public import Domain
public import JSONRPC

extension TraumaKind {
    /// The kind in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ kind: APITraumaKind, field: String) throws(RPCError) {
        switch kind {
        case .bullying: self = .bullying
        case .violence: self = .violence
        case .sexualAssault: self = .sexualAssault
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be BULLYING, VIOLENCE or SEXUAL_ASSAULT")
        }
    }
}

extension APITraumaKind {
    public init(_ kind: TraumaKind) {
        switch kind {
        case .bullying: self = .bullying
        case .violence: self = .violence
        case .sexualAssault: self = .sexualAssault
        }
    }
}

extension TraumaGravity {
    public init(_ gravity: APITraumaGravity, field: String) throws(RPCError) {
        switch gravity {
        case .ordinary: self = .ordinary
        case .grave: self = .grave
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be ORDINARY or GRAVE")
        }
    }
}

extension APITraumaGravity {
    public init(_ gravity: TraumaGravity) {
        switch gravity {
        case .ordinary: self = .ordinary
        case .grave: self = .grave
        }
    }
}

extension TraumaSuspect {
    public init(_ suspect: APITraumaSuspect, field: String) throws(RPCError) {
        switch suspect {
        case .unknown: self = .unknown
        case .student: self = .student
        case .guardian: self = .guardian
        case .staff: self = .staff
        case .other: self = .other
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be UNKNOWN, STUDENT, GUARDIAN, STAFF or OTHER")
        }
    }
}

extension APITraumaSuspect {
    public init(_ suspect: TraumaSuspect) {
        switch suspect {
        case .unknown: self = .unknown
        case .student: self = .student
        case .guardian: self = .guardian
        case .staff: self = .staff
        case .other: self = .other
        }
    }
}

extension APITraumaState {
    public init(_ state: TraumaState) {
        switch state {
        case .reporting: self = .reporting
        case .supporting: self = .supporting
        case .closed: self = .closed
        }
    }
}
