import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import Vault
import XinyuAPI

/// Somebody who is logged in, with a client for each service of these tests.
struct Keeper: Sendable {
    let id: Identifier
    let meta: CallMeta
    let transfers: ArchiveTransferServiceClient
    let rights: DataRightsServiceClient
    let archive: ArchiveServiceClient
    let care: CareServiceClient

    init(_ person: CarePerson, _ client: RPCClient) {
        id = person.id
        meta = CallMeta(authorization: "Bearer " + person.token.text, purpose: "档案转接")
        transfers = ArchiveTransferServiceClient(client)
        rights = DataRightsServiceClient(client)
        archive = ArchiveServiceClient(client)
        care = CareServiceClient(client)
    }

    // MARK: - Transfer

    func card(_ school: Identifier) async throws -> APIGetSchoolCardResponse {
        try await transfers.getSchoolCard(.with { $0.schoolID = school.description }, meta)
    }

    func add(_ card: APIGetSchoolCardResponse, to school: Identifier, fingerprint: String? = nil) async throws {
        _ = try await transfers.addPartnerSchool(
            .with {
                $0.schoolID = school.description
                $0.card = card.card
                $0.fingerprint = fingerprint ?? card.school.fingerprint
            }, meta)
    }

    func seal(_ student: Identifier, to partner: Identifier) async throws -> (APIParcelPiece, [UInt8]) {
        var (head, bytes): (APIParcelPiece, [UInt8]) = (APIParcelPiece(), [])
        let stream = transfers.sealTransfer(
            .with {
                $0.studentID = student.description
                $0.partnerID = partner.description
            }, meta)
        for try await piece in stream {
            if piece.hasTransfer { head = piece }
            bytes += piece.data
        }
        return (head, bytes)
    }

    func receive(
        _ parcel: [UInt8], in school: Identifier, _ schoolClass: Identifier, piece: Int = 40_000, number: String = ""
    ) async throws -> APIReceiveTransferResponse {
        let upload = String((0..<32).map { _ in "0123456789abcdef".randomElement() ?? "0" })
        var position = 0
        while position < parcel.count {
            let end = min(position + piece, parcel.count)
            let start = position
            position = Int(
                try await transfers.appendParcel(
                    .with {
                        $0.schoolID = school.description
                        $0.uploadID = upload
                        $0.position = UInt32(start)
                        $0.data = Data(parcel[start..<end])
                    }, meta
                ).received)
        }
        return try await transfers.receiveTransfer(
            .with {
                $0.schoolID = school.description
                $0.uploadID = upload
                $0.classID = schoolClass.description
                $0.number = number
            }, meta)
    }

    func acknowledge(_ student: Identifier, _ receipt: String) async throws -> APITransfer {
        try await transfers.acknowledgeTransfer(
            .with {
                $0.studentID = student.description
                $0.receipt = receipt
            }, meta
        ).transfer
    }

    func transfers(_ school: Identifier) async throws -> APIListTransfersResponse {
        try await transfers.listTransfers(.with { $0.schoolID = school.description }, meta)
    }

    func received(_ student: Identifier) async throws -> APIListReceivedRecordsResponse {
        try await transfers.listReceivedRecords(.with { $0.studentID = student.description }, meta)
    }

    // MARK: - Rights

    func retention(_ student: Identifier) async throws -> APIGetRetentionResponse {
        try await rights.getRetention(.with { $0.studentID = student.description }, meta)
    }

    func left(_ student: Identifier, _ day: String) async throws -> String {
        try await rights.recordLeaving(
            .with {
                $0.studentID = student.description
                $0.leftOn = day
            }, meta
        ).lastDay
    }

    func hold(_ student: Identifier) async throws -> APILegalHold {
        try await rights.placeLegalHold(
            .with {
                $0.studentID = student.description
                $0.reason = "诉讼"
            }, meta
        ).hold
    }

    func release(_ student: Identifier) async throws {
        _ = try await rights.releaseLegalHold(.with { $0.studentID = student.description }, meta)
    }

    func requestErasure(_ student: Identifier) async throws -> APIErasure {
        try await rights.requestErasure(
            .with {
                $0.studentID = student.description
                $0.ground = .guardianRequest
                $0.reason = "家长书面申请"
            }, meta
        ).erasure
    }

    func confirm(_ student: Identifier, _ erasure: String) async throws -> APIConfirmErasureResponse {
        try await rights.confirmErasure(
            .with {
                $0.studentID = student.description
                $0.erasureID = erasure
            }, meta)
    }

    func erasures(_ states: [APIErasureState] = []) async throws -> [APIErasure] {
        try await rights.listErasures(.with { $0.states = states }, meta).erasures
    }

    func copy(_ student: Identifier, _ passphrase: String) async throws -> (APICopyPiece, [UInt8]) {
        var (head, bytes): (APICopyPiece, [UInt8]) = (APICopyPiece(), [])
        let stream = rights.makeCopy(
            .with {
                $0.studentID = student.description
                $0.passphrase = passphrase
            }, meta)
        for try await piece in stream {
            if piece.byteCount > 0 { head = piece }
            bytes += piece.data
        }
        return (head, bytes)
    }

    func statement(_ student: Identifier) async throws -> String {
        var text = ""
        for try await piece in rights.getAccessStatement(.with { $0.studentID = student.description }, meta) {
            text += piece.lines.map { $0 + "\n" }.joined()
        }
        return text
    }

    func timeline(_ student: Identifier) async throws -> [APITimelineEntry] {
        try await archive.getTimeline(.with { $0.studentID = student.description }, meta).entries
    }

    func observe(_ student: Identifier) async throws {
        _ = try await archive.recordObservation(
            .with {
                $0.studentID = student.description
                $0.text = "近来活泼"
            }, meta)
    }
}
