internal import Domain
internal import Foundation
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension RosterServiceImplementation {
    public func beginRosterImport(
        _ request: APIBeginRosterImportRequest, _ call: ChangingCall
    ) throws -> APIBeginRosterImportResponse {
        let school = try call.transaction.openUnit(try Identifier(request.schoolID, field: "schoolId"))
        guard school.kind == .school else {
            throw RPCError.invalidArgument(field: "schoolId", description: "must be a school")
        }
        let rosterImport = RosterImportRecord(
            school: school.id, id: call.newIdentifier(), encoding: try RosterImportRecord.Encoding(request.encoding),
            mode: try RosterImportRecord.Mode(request.mode), createdBy: call.context.accountID,
            createdAt: call.context.now)
        try call.transaction.insert(rosterImport)
        return .with { $0.importID = rosterImport.id.description }
    }

    public func appendRosterImport(
        _ request: APIAppendRosterImportRequest, _ call: ChangingCall
    ) throws -> APIAppendRosterImportResponse {
        let rosterImport = try call.transaction.rosterImportInFull(try Identifier(request.importID, field: "importId"))
        let piece = [UInt8](request.data)
        try check(piece, at: Int(request.position), of: rosterImport)
        var received = rosterImport.byteCount
        if Int(request.position) == received, !piece.isEmpty {
            guard try call.transaction.appendRosterPiece(piece, to: rosterImport.id, at: received) else {
                throw RPCError.aborted()
            }
            received += piece.count
        } else if !piece.isEmpty {
            // Sent again because the answer was lost: the same piece in the same place, or a mistake.
            let known = try call.transaction.rosterPiece(of: rosterImport.id, at: Int(request.position))
            guard known == piece else {
                throw RPCError.failedPrecondition("another piece was received there; continue at \(received)")
            }
        }
        return .with { $0.received = UInt32(received) }
    }

    public func getRosterImport(
        _ request: APIGetRosterImportRequest, _ call: ReadingCall
    ) throws -> APIGetRosterImportResponse {
        let rosterImport = try call.transaction.rosterImportInFull(try Identifier(request.importID, field: "importId"))
        return try .with {
            $0.state = APIRosterImportState(rosterImport.state)
            $0.received = UInt32(rosterImport.byteCount)
            if let outcome = try rosterImport.readOutcome() { $0.outcome = outcome }
        }
    }

    private func check(_ piece: [UInt8], at position: Int, of rosterImport: RosterImportRecord) throws(RPCError) {
        guard rosterImport.state == .receiving else {
            throw .failedPrecondition("this import was run already; begin another")
        }
        guard piece.count <= limits.pieceBytes else {
            throw .invalidArgument(field: "data", description: "a piece has at most \(limits.pieceBytes) bytes")
        }
        guard position <= rosterImport.byteCount else {
            throw .outOfRange("bytes are missing before this piece; continue at \(rosterImport.byteCount)")
        }
        guard position + piece.count <= limits.fileBytes else {
            throw .resourceExhausted("a roster has at most \(limits.fileBytes) bytes; split it by grade")
        }
    }
}
