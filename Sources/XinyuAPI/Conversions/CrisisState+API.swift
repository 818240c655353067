public import Domain
public import JSONRPC

extension CrisisState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APICrisisState, field: String) throws(RPCError) {
        switch state {
        case .opened: self = .opened
        case .stabilising: self = .stabilising
        case .inTreatment: self = .inTreatment
        case .returnAssessment: self = .returnAssessment
        case .followUp: self = .followUp
        case .closed: self = .closed
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a crisis case's state, as CRISIS_STATE_OPENED")
        }
    }
}

extension APICrisisState {
    public init(_ state: CrisisState) {
        switch state {
        case .opened: self = .opened
        case .stabilising: self = .stabilising
        case .inTreatment: self = .inTreatment
        case .returnAssessment: self = .returnAssessment
        case .followUp: self = .followUp
        case .closed: self = .closed
        }
    }
}

extension CrisisState.Move {
    public init(_ move: APICrisisMove, field: String) throws(RPCError) {
        switch move {
        case .stabilise: self = .stabilise
        case .beginTreatment: self = .beginTreatment
        case .assessReturn: self = .assessReturn
        case .resumeTreatment: self = .resumeTreatment
        case .followUp: self = .followUp
        case .relapse: self = .relapse
        case .close: self = .close
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must say what is done, as CRISIS_MOVE_STABILISE")
        }
    }
}

extension APICrisisMove {
    public init(_ move: CrisisState.Move) {
        switch move {
        case .stabilise: self = .stabilise
        case .beginTreatment: self = .beginTreatment
        case .assessReturn: self = .assessReturn
        case .resumeTreatment: self = .resumeTreatment
        case .followUp: self = .followUp
        case .relapse: self = .relapse
        case .close: self = .close
        }
    }
}

extension CrisisPoint {
    public init(_ kind: APICrisisPointKind, field: String) throws(RPCError) {
        switch kind {
        case .constantCompany: self = .constantCompany
        case .meansRemoved: self = .meansRemoved
        case .guardiansTold: self = .guardiansTold
        case .hospitalContacted: self = .hospitalContacted
        case .reportedUp: self = .reportedUp
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a point, as CRISIS_POINT_KIND_CONSTANT_COMPANY")
        }
    }
}

extension APICrisisPointKind {
    public init(_ kind: CrisisPoint) {
        switch kind {
        case .constantCompany: self = .constantCompany
        case .meansRemoved: self = .meansRemoved
        case .guardiansTold: self = .guardiansTold
        case .hospitalContacted: self = .hospitalContacted
        case .reportedUp: self = .reportedUp
        }
    }
}

extension ReturnDecision {
    public init(_ decision: APIReturnDecision, field: String) throws(RPCError) {
        switch decision {
        case .return: self = .return
        case .conditional: self = .conditional
        case .notYet: self = .notYet
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be RETURN, CONDITIONAL or NOT_YET")
        }
    }
}

extension APIReturnDecision {
    public init(_ decision: ReturnDecision) {
        switch decision {
        case .return: self = .return
        case .conditional: self = .conditional
        case .notYet: self = .notYet
        }
    }
}
