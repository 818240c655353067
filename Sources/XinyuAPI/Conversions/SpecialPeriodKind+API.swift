public import Domain
public import JSONRPC

extension SpecialPeriodKind {
    /// The kind in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ kind: APISpecialPeriodKind, field: String) throws(RPCError) {
        switch kind {
        case .spring: self = .spring
        case .enrolment: self = .enrolment
        case .exams: self = .exams
        case .graduation: self = .graduation
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be SPRING, ENROLMENT, EXAMS or GRADUATION")
        }
    }
}

extension APISpecialPeriodKind {
    public init(_ kind: SpecialPeriodKind) {
        switch kind {
        case .spring: self = .spring
        case .enrolment: self = .enrolment
        case .exams: self = .exams
        case .graduation: self = .graduation
        }
    }
}
