internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension RosterImportRecord.Encoding {
    init(_ encoding: APITextEncoding) throws(RPCError) {
        switch encoding {
        case .unspecified, .utf8: self = .utf8
        case .gb18030: self = .gb18030
        case .UNRECOGNIZED:
            throw .invalidArgument(field: "encoding", description: "must be one of the names in the contract")
        }
    }
}

extension RosterImportRecord.Mode {
    init(_ mode: APIRosterImportMode) throws(RPCError) {
        switch mode {
        case .unspecified, .allOrNothing: self = .allOrNothing
        case .goodLines: self = .goodLines
        case .UNRECOGNIZED:
            throw .invalidArgument(field: "mode", description: "must be one of the names in the contract")
        }
    }
}

extension APIRosterImportState {
    init(_ state: RosterImportRecord.State) {
        self =
            switch state {
            case .receiving: .receiving
            case .applied: .done
            case .refused: .refused
            }
    }
}

extension RosterImportRecord {
    /// The outcome as it was stored: the contract's own message, whose fields only ever grow.
    func readOutcome() throws -> APIRosterImportOutcome? {
        try outcome.map { try APIRosterImportOutcome(serializedBytes: $0) }
    }
}
