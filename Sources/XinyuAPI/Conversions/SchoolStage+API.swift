public import Domain
public import JSONRPC

extension SchoolStage {
    /// The stage in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ stage: APISchoolStage, field: String) throws(RPCError) {
        switch stage {
        case .primary: self = .primary
        case .junior: self = .junior
        case .senior: self = .senior
        case .vocational: self = .vocational
        case .higherVocational: self = .higherVocational
        case .university: self = .university
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a stage, as SCHOOL_STAGE_JUNIOR")
        }
    }

    /// The same for a field that may be left out.
    public static func ifPresent(_ stage: APISchoolStage, field: String) throws(RPCError) -> SchoolStage? {
        stage == .unspecified ? nil : try SchoolStage(stage, field: field)
    }
}

extension APISchoolStage {
    public init(_ stage: SchoolStage) {
        switch stage {
        case .primary: self = .primary
        case .junior: self = .junior
        case .senior: self = .senior
        case .vocational: self = .vocational
        case .higherVocational: self = .higherVocational
        case .university: self = .university
        }
    }
}
