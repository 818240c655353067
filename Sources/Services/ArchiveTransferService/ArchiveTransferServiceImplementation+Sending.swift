internal import Domain
internal import Foundation
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
internal import Vault
public import XinyuAPI

extension ArchiveTransferServiceImplementation {
    public func sealTransfer(
        _ request: APISealTransferRequest, _ call: RunningCall, _ send: @Sendable (APIParcelPiece) async throws -> Void
    ) async throws {
        let made = try await call.write { changing in try seal(request, changing) }
        for (index, bytes) in FilePieces(bytes: made.parcel.bytes).enumerated() {
            var piece = index == 0 ? made.head : APIParcelPiece()
            piece.data = Data(bytes)
            try await send(piece)
        }
    }

    private func seal(
        _ request: APISealTransferRequest, _ call: ChangingCall
    ) throws -> (parcel: Parcel, head: APIParcelPiece) {
        let transaction = call.transaction
        guard let student = try transaction.identifiedStudent(try Identifier(request.studentID, field: "studentId"))
        else { throw RPCError.notFound() }
        let school = student.record.school
        let partner = try partner(try Identifier(request.partnerID, field: "partnerId"), of: school, in: transaction)
        try checkNoWay(of: student.record.id, transaction)
        let file = try ArchiveFileDraft(
            purpose: .transfer, student: student, transaction: transaction, now: call.context.now
        ).file()
        let address = Parcel.Address(
            id: call.newIdentifier(), from: school, to: partner.school, box: partner.box, sentAt: call.context.now)
        guard
            let parcel = Parcel(try file.json(), address, signer: try Signer(log, ring), random: call.random)
        else { throw RPCError.failedPrecondition("the card of that school holds no usable key: ask for a new one") }
        guard parcel.bytes.count <= Parcel.mostBytes else {
            throw RPCError.resourceExhausted("the archive is larger than \(Parcel.mostBytes) bytes")
        }
        let transfer = TransferRecord(
            school: school, id: address.id, student: student.record.id, partner: partner.school,
            parcelHash: parcel.hash, sealedBy: call.context.accountID, sealedAt: call.context.now)
        try transaction.insert(transfer)
        try call.tellArchive(
            .transfer, of: transfer.student, in: school, subject: transfer.id, "档案已封装，待\(partner.name)签收")
        call.count(.records, file.records.count)
        let head = try APIParcelPiece.with {
            $0.transfer = try contract(transfer, call.reading)
            $0.byteCount = UInt32(clamping: parcel.bytes.count)
            $0.recordCount = UInt32(clamping: file.records.count)
            $0.withheld = file.withheld.map(APIWithheld.init)
        }
        return (parcel, head)
    }

    private func checkNoWay(of student: Identifier, _ transaction: ReadTransaction) throws {
        for transfer in try transaction.transfers(ofStudent: student) {
            guard transfer.state != .sealed else {
                throw RPCError.alreadyExists("a parcel of this archive is on its way: withdraw it first")
            }
            guard !transfer.state.isReadOnly else {
                throw RPCError.failedPrecondition("another school has signed for this archive already")
            }
        }
    }

    public func withdrawTransfer(
        _ request: APIWithdrawTransferRequest, _ call: ChangingCall
    ) throws -> APIWithdrawTransferResponse {
        var transfer = try newestTransfer(of: request.studentID, call.transaction)
        transfer.state = try transfer.state.applying(.withdraw)
        transfer.closedAt = call.context.now
        try call.transaction.update(transfer)
        try call.tellArchive(
            .transfer, of: transfer.student, in: transfer.school, subject: transfer.id, "档案转接已撤回")
        return try .with { $0.transfer = try contract(transfer, call.reading) }
    }

    public func acknowledgeTransfer(
        _ request: APIAcknowledgeTransferRequest, _ call: ChangingCall
    ) throws -> APIAcknowledgeTransferResponse {
        var transfer = try newestTransfer(of: request.studentID, call.transaction)
        let receipt = try receipt(request.receipt, for: transfer, call.transaction)
        transfer.state = try transfer.state.applying(.acknowledge)
        transfer.receipt = receipt.note
        transfer.acknowledgedBy = call.context.accountID
        transfer.acknowledgedAt = call.context.now
        try call.tellArchive(
            .transfer, of: transfer.student, in: transfer.school, subject: transfer.id, "接收学校已签收，本校档案转为只读")
        try call.transaction.update(transfer)
        try leave(transfer, call)
        return try .with { $0.transfer = try contract(transfer, call.reading) }
    }

    /// From now on nobody finds the student by number, nothing reminds of it, and nothing takes it up again: whoever comes
    /// back is enrolled anew.
    private func leave(_ transfer: TransferRecord, _ call: ChangingCall) throws {
        guard var student = try call.transaction.identifiedStudent(transfer.student) else { return }
        student.record.state = .transferred
        student.record.schoolClass = nil
        student.record.dorm = nil
        student.record.leftAt = student.record.leftAt ?? call.context.now
        try call.transaction.update(student.record)
        try call.transaction.updateIdentity(
            of: transfer.student, in: transfer.school, student.identity, indexes: .init())
        try call.transaction.endClocks(of: transfer.student, in: transfer.school)
        call.count(.students, 1)
    }

    private func receipt(
        _ text: String, for transfer: TransferRecord, _ transaction: ReadTransaction
    ) throws -> TransferReceipt {
        let receipt: TransferReceipt
        do throws(SignedText.Failure) {
            receipt = try TransferReceipt(note: text)
        } catch {
            throw RPCError.file(error, field: "receipt", "receipt of a parcel")
        }
        func refuse(_ reason: String) -> RPCError { .invalidArgument(field: "receipt", description: reason) }
        let partner = try partner(transfer.partner, of: transfer.school, in: transaction)
        guard receipt.isSigned(by: partner.key) else {
            throw refuse("is not signed by the school that the parcel went to")
        }
        guard receipt.parcel == transfer.id else { throw refuse("is of another parcel") }
        guard receipt.parcelHash == transfer.parcelHash, receipt.from == transfer.school,
            receipt.to == transfer.partner
        else { throw refuse("is of a parcel with other contents or another address than the one that was sent") }
        return receipt
    }

    private func newestTransfer(of student: String, _ transaction: ReadTransaction) throws -> TransferRecord {
        guard let transfer = try transaction.transfers(ofStudent: try Identifier(student, field: "studentId")).first
        else { throw RPCError.failedPrecondition("no parcel of this archive was sealed") }
        return transfer
    }
}

extension APIWithheld {
    init(_ withheld: WithheldPart) {
        self.init()
        part = withheld.part.rawValue
        count = UInt32(clamping: withheld.count)
    }
}
