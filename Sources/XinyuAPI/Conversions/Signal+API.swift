public import Domain
public import JSONRPC

extension APISignalKind {
    public init(_ kind: SignalKind) {
        switch kind {
        case .assessment: self = .assessment
        case .observation: self = .observation
        case .information: self = .information
        case .absence: self = .absence
        case .freeText: self = .freeText
        case .hotline: self = .hotline
        case .external: self = .external
        }
    }
}

extension SignalTrust {
    /// The trust in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ trust: APISignalTrust, field: String) throws(RPCError) {
        switch trust {
        case .hearsay: self = .hearsay
        case .observed: self = .observed
        case .confirmed: self = .confirmed
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be HEARSAY, OBSERVED or CONFIRMED")
        }
    }
}

extension APISignalTrust {
    public init(_ trust: SignalTrust) {
        switch trust {
        case .hearsay: self = .hearsay
        case .observed: self = .observed
        case .confirmed: self = .confirmed
        }
    }
}

extension SignalState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APISignalState, field: String) throws(RPCError) {
        switch state {
        case .received: self = .received
        case .warned: self = .warned
        case .setAside: self = .setAside
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a signal's state, as SIGNAL_STATE_RECEIVED")
        }
    }
}

extension APISignalState {
    public init(_ state: SignalState) {
        switch state {
        case .received: self = .received
        case .warned: self = .warned
        case .setAside: self = .setAside
        }
    }
}

extension ExternalReportState {
    /// The state in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ state: APIExternalReportState, field: String) throws(RPCError) {
        switch state {
        case .waiting: self = .waiting
        case .matched: self = .matched
        case .refused: self = .refused
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a report's state, as EXTERNAL_REPORT_STATE_WAITING")
        }
    }
}

extension APIExternalReportState {
    public init(_ state: ExternalReportState) {
        switch state {
        case .waiting: self = .waiting
        case .matched: self = .matched
        case .refused: self = .refused
        }
    }
}
