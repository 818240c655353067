internal import Domain
internal import Foundation
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
internal import Vault
public import XinyuAPI

extension ArchiveTransferServiceImplementation {
    private static let mostPiece = 512 << 10

    public func appendParcel(
        _ request: APIAppendParcelRequest, _ call: ChangingCall
    ) throws -> APIAppendParcelResponse {
        let school = try call.reading.school(request.schoolID)
        let upload = try Identifier(request.uploadID, field: "uploadId")
        let (piece, position) = ([UInt8](request.data), Int(request.position))
        guard !piece.isEmpty, piece.count <= Self.mostPiece else {
            throw RPCError.invalidArgument(field: "data", description: "has from 1 to \(Self.mostPiece) bytes")
        }
        guard position + piece.count <= Parcel.mostBytes else {
            throw RPCError.resourceExhausted("a parcel has at most \(Parcel.mostBytes) bytes")
        }
        let received = try call.transaction.parcelUpload(upload, of: school) ?? 0
        guard position <= received else {
            throw RPCError.outOfRange("bytes are missing before this piece; continue at \(received)")
        }
        // Sent again because the answer was lost: what is wrong with it shows when the parcel is opened.
        guard position == received else { return .with { $0.received = UInt32(received) } }
        guard
            try call.transaction.appendParcelPiece(
                piece, to: upload, of: school, at: position, by: call.context.accountID, now: call.context.now)
        else { throw RPCError.aborted() }
        return .with { $0.received = UInt32(position + piece.count) }
    }

    public func receiveTransfer(
        _ request: APIReceiveTransferRequest, _ call: ChangingCall
    ) throws -> APIReceiveTransferResponse {
        let school = try call.reading.school(request.schoolID)
        let upload = try Identifier(request.uploadID, field: "uploadId")
        guard try call.transaction.parcelUpload(upload, of: school) != nil else {
            throw RPCError.notFound("no parcel was sent under this upload")
        }
        let parcel = try parcel(try call.transaction.parcelBytes(upload, of: school), for: school, call.transaction)
        let file = try open(parcel, of: school, call.transaction)
        let (student, isEnrolled) = try take(file.student, request, school, call)
        let receipt = TransferReceipt(
            for: parcel, receivedAt: call.context.now, signer: try Signer(log, ring))
        let record = ReceivedParcelRecord(
            school: school, id: parcel.address.id, student: student, partner: parcel.address.from,
            receivedBy: call.context.accountID, receivedAt: call.context.now, receipt: receipt.note)
        try call.transaction.insert(record)
        try keep(file, of: record, call)
        try call.transaction.deleteParcelUpload(upload, of: school)
        call.count(.students, 1)
        call.count(.records, file.records.count)
        return .with {
            $0.studentID = student.description
            $0.isEnrolled = isEnrolled
            $0.recordCount = UInt32(clamping: file.records.count)
            $0.receipt = receipt.note
        }
    }

    public func listReceivedRecords(
        _ request: APIListReceivedRecordsRequest, _ call: ReadingCall
    ) throws -> APIListReceivedRecordsResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let records = try call.transaction.receivedRecords(
            of: student.id, in: student.school, upTo: call.context.ceiling)
        call.count(.records, records.count)
        return try .with {
            $0.parcels = try call.transaction.receivedParcels(ofStudent: student.id).map { parcel in
                let partner = try call.transaction.partnerSchool(parcel.partner, of: parcel.school)
                return try .with {
                    $0.id = parcel.id.description
                    $0.partnerID = parcel.partner.description
                    $0.partnerName = try partner.map { try Self.card($0.card).name } ?? ""
                    $0.receivedAt = .init(parcel.receivedAt)
                    $0.receipt = parcel.receipt
                }
            }
            $0.records = records.map { record in
                .with {
                    $0.parcelID = record.parcel.description
                    $0.topic = record.topic
                    $0.at = .init(record.at)
                    $0.content = String(decoding: record.content, as: UTF8.self)
                }
            }
        }
    }

    // MARK: - The parcel

    /// The parcel, once it is known to be whole, of a partner, for this school, and not here already.
    private func parcel(
        _ bytes: [UInt8], for school: Identifier, _ transaction: ReadTransaction
    ) throws -> Parcel {
        func refuse(_ reason: String) -> RPCError { .failedPrecondition("the parcel is not taken: \(reason)") }
        let parcel: Parcel
        do throws(Parcel.Failure) {
            parcel = try Parcel(bytes: bytes)
        } catch {
            switch error {
            case .malformed(let reason): throw refuse("it is none, or not whole: \(reason)")
            case .tampered: throw refuse("it was changed on its way; ask for another")
            }
        }
        guard parcel.address.to == school else { throw refuse("it is addressed to another school") }
        guard let partner = try transaction.partnerSchool(parcel.address.from, of: school) else {
            throw refuse("the card of the school that sent it is not here; add it first, with its fingerprint")
        }
        guard parcel.manifest.isSigned(by: try Self.card(partner.card).key) else {
            throw refuse("it is not signed by the installation on the card of the school that sent it")
        }
        if let earlier = try transaction.receivedParcel(parcel.address.id, in: school) {
            throw RPCError.alreadyExists(
                "this parcel was taken in on \(CalendarDate(of: earlier.receivedAt, offset: zone)); its receipt stands "
                    + "beside the records received (ListReceivedRecords)")
        }
        return parcel
    }

    private func open(
        _ parcel: Parcel, of school: Identifier, _ transaction: ReadTransaction
    ) throws -> ArchiveFile {
        let key = try transaction.schoolKeys(of: school).first { $0.publicKey == parcel.address.box }
        guard let key, let pair = BoxKeyPair(secret: key.secret) else {
            throw RPCError.failedPrecondition(
                "the parcel is sealed to a key that this school does not have: send the present card to the other school"
            )
        }
        guard let json = pair.open(parcel.body) else {
            throw RPCError.failedPrecondition("the parcel does not open: it was made for another key, or damaged")
        }
        do throws(ArchiveFileError) {
            let file = try ArchiveFile(json: json)
            guard file.purpose == .transfer else { throw .malformed }
            return file
        } catch {
            throw RPCError.failedPrecondition("the parcel holds no archive: \(error.description)")
        }
    }

    // MARK: - The student

    /// Who is at the school already by the same national id, or is enrolled now.
    private func take(
        _ person: ArchiveFile.Student, _ request: APIReceiveTransferRequest, _ school: Identifier, _ call: ChangingCall
    ) throws -> (Identifier, isEnrolled: Bool) {
        if let known = try known(person, in: school, call.transaction) { return (known, false) }
        let classID = try call.transaction.unit(request.classID, .schoolClass, of: school, field: "classId")
        let number = try FreeText.optional(request.number, field: "number")
        let identity = StudentIdentity(person, number: number)
        guard try call.transaction.student(numbered: identity.number, in: school, indexes) == nil else {
            throw RPCError.alreadyExists("another student of the school has this number: give the new one in `number`")
        }
        let student = StudentRecord(
            school: school, id: call.newIdentifier(), schoolClass: classID, enrolledAt: call.context.now)
        try call.transaction.insert(IdentifiedStudent(student, identity), indexes: indexes.of(identity))
        try call.tellArchive(.enrolment, of: student.id, in: school, subject: student.id, "转入建档")
        return (student.id, true)
    }

    private func known(
        _ person: ArchiveFile.Student, in school: Identifier, _ transaction: ReadTransaction
    ) throws -> Identifier? {
        guard let nationalID = person.nationalID else { return nil }
        return try transaction.students(nationalIndex: indexes.nationalID(nationalID)).first { student in
            student.record.school == school && student.identity.nationalID == nationalID
                && (student.record.state == .enrolled || student.record.state == .suspended)
        }?.record.id
    }

    private func keep(_ file: ArchiveFile, of parcel: ReceivedParcelRecord, _ call: ChangingCall) throws {
        for (position, record) in file.records.enumerated() {
            try call.transaction.insert(
                ReceivedRecord(
                    parcel: parcel.id, position: position, topic: record.topic,
                    sensitivity: Sensitivity(word: record.sensitivity) ?? .raw,
                    at: Timestamp(iso8601: record.at) ?? parcel.receivedAt, content: try record.json()),
                of: parcel.student, in: parcel.school)
        }
        try call.tellArchive(
            .transfer, of: parcel.student, in: parcel.school, subject: parcel.id,
            "收到\(file.school)转来的档案，\(file.records.count)条")
    }
}
