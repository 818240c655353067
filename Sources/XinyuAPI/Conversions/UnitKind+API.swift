public import Domain
public import JSONRPC

extension UnitKind {
    /// The kind in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ kind: APIUnitKind, field: String) throws(RPCError) {
        switch kind {
        case .province: self = .province
        case .city: self = .city
        case .county: self = .county
        case .school: self = .school
        case .grade: self = .grade
        case .department: self = .department
        case .class: self = .class
        case .dorm: self = .dorm
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a kind of unit, as UNIT_KIND_CLASS")
        }
    }
}

extension APIUnitKind {
    public init(_ kind: UnitKind) {
        switch kind {
        case .province: self = .province
        case .city: self = .city
        case .county: self = .county
        case .school: self = .school
        case .grade: self = .grade
        case .department: self = .department
        case .class: self = .class
        case .dorm: self = .dorm
        }
    }
}
