internal import AuditLog
internal import Domain
internal import Foundation
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
internal import Vault
public import XinyuAPI

extension DataRightsServiceImplementation {
    public func makeCopy(
        _ request: APIMakeCopyRequest, _ call: RunningCall, _ send: @Sendable (APICopyPiece) async throws -> Void
    ) async throws {
        guard request.passphrase.count >= PassphraseFile.fewestCharacters else {
            throw RPCError.invalidArgument(
                field: "passphrase", description: PassphraseFile.Failure.tooShort.description)
        }
        let id = try Identifier(request.studentID, field: "studentId")
        let file = try await call.write { changing in
            guard let student = try changing.transaction.identifiedStudent(id) else { throw RPCError.notFound() }
            let file = try ArchiveFileDraft(
                purpose: .copy, student: student, transaction: changing.transaction, now: changing.context.now
            ).file()
            changing.count(.records, file.records.count)
            try changing.tellArchive(
                .transfer, of: id, in: student.record.school, subject: id, "已向监护人或学生提供档案副本")
            return file
        }
        let sealed: [UInt8]
        let json = try file.json()
        do throws(PassphraseFile.Failure) {
            sealed = try PassphraseFile.seal(json, with: request.passphrase, cost: cost, random: call.random)
        } catch {
            throw RPCError.resourceExhausted(error.description)
        }
        for (index, piece) in FilePieces(bytes: sealed).enumerated() {
            try await send(
                .with {
                    $0.data = Data(piece)
                    guard index == 0 else { return }
                    $0.byteCount = UInt32(clamping: sealed.count)
                    $0.recordCount = UInt32(clamping: file.records.count)
                    $0.withheld = file.withheld.map(APIWithheld.init)
                })
        }
    }

    public func getAccessStatement(
        _ request: APIGetAccessStatementRequest, _ call: RunningCall,
        _ send: @Sendable (APIStatementPiece) async throws -> Void
    ) async throws {
        let id = try Identifier(request.studentID, field: "studentId")
        // This statement's own record is in it.
        try await call.write { _ in }
        let statement = try await log.statement(of: id) { accounts in
            try await call.read { reading in
                var names: [Identifier: String] = [:]
                for account in accounts {
                    let name = try reading.transaction.nameOfAccountUnlessErased(account)
                    if !name.isEmpty { names[account] = name }
                }
                return names
            }
        }
        var lines = ExportedLines()
        for part in lines.append(statement.text) {
            try await send(.with { $0.lines = part.lines })
        }
        if let part = lines.finish() { try await send(.with { $0.lines = part.lines }) }
    }
}
