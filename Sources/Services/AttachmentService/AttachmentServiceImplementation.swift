public import Domain
internal import Foundation
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
internal import Vault
public import XinyuAPI

/// `xinyu.v1.AttachmentService`: files in a student's archive.
public struct AttachmentServiceImplementation: AttachmentService {
    /// Bytes of one piece, up or down: with Base64 around them they fit into a request.
    static let pieceBytes = 512 << 10

    let rules: ArchiveRules.Attachments

    public init(rules: ArchiveRules) { self.rules = rules.attachments }

    public func addAttachment(
        _ request: APIAddAttachmentRequest, _ call: ChangingCall
    ) throws -> APIAddAttachmentResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let draft = try AttachmentDraft(request.draft, rules)
        let digest = try FileDigest(request.sha256, field: "sha256")
        let bytes = [UInt8](request.data)
        guard bytes.count <= Self.pieceBytes else {
            throw RPCError.invalidArgument(
                field: "data", description: "has at most \(Self.pieceBytes) bytes; send a larger file in pieces")
        }
        guard bytes.count == draft.size else {
            throw RPCError.invalidArgument(field: "data", description: "must have as many bytes as draft.size says")
        }
        let attachment = try begin(draft, student, call)
        try AttachmentCheck(attachment.head.type, digest).check(bytes)
        guard try call.transaction.append(bytes, to: attachment) else { throw RPCError.aborted() }
        let kept = try keep(attachment, digest, call)
        return .with { $0.attachment = APIAttachment(kept) }
    }

    public func beginAttachment(
        _ request: APIBeginAttachmentRequest, _ call: ChangingCall
    ) throws -> APIBeginAttachmentResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let attachment = try begin(try AttachmentDraft(request.draft, rules), student, call)
        return .with { $0.attachmentID = attachment.id.description }
    }

    public func appendAttachment(
        _ request: APIAppendAttachmentRequest, _ call: ChangingCall
    ) throws -> APIAppendAttachmentResponse {
        let attachment = try call.transaction.attachmentInFull(request.attachmentID)
        let (piece, position) = ([UInt8](request.data), Int(request.position))
        try check(piece, at: position, of: attachment)
        var received = attachment.received
        if position == received, !piece.isEmpty {
            guard try call.transaction.append(piece, to: attachment) else { throw RPCError.aborted() }
            received += piece.count
        } else if !piece.isEmpty {
            // Sent again because the answer was lost: the same bytes in the same place, or a mistake.
            guard try call.transaction.bytes(of: attachment, from: position, count: piece.count) == piece else {
                throw RPCError.failedPrecondition("other bytes were received there; continue at \(received)")
            }
        }
        return .with { $0.received = UInt32(received) }
    }

    public func finishAttachment(
        _ request: APIFinishAttachmentRequest, _ call: RunningCall
    ) async throws -> APIFinishAttachmentResponse {
        let digest = try FileDigest(request.sha256, field: "sha256")
        let (id, service) = (request.attachmentID, self)
        // The whole file is read beside the writer, for which it would be long. It cannot grow meanwhile: it is full.
        try await call.read { reading in
            let attachment = try reading.transaction.attachmentInFull(id)
            _ = try attachment.state.applying(.finish)
            guard attachment.received == attachment.byteCount else {
                throw RPCError.failedPrecondition(
                    "\(attachment.byteCount - attachment.received) bytes are missing; continue at \(attachment.received)"
                )
            }
            let bytes = try reading.transaction.bytes(of: attachment, from: 0, count: attachment.byteCount)
            try AttachmentCheck(attachment.head.type, digest).check(bytes)
        }
        return try await call.commit { (changing) -> APIFinishAttachmentResponse in
            let kept = try service.keep(try changing.transaction.attachmentInFull(id), digest, changing)
            return .with { $0.attachment = APIAttachment(kept) }
        }
    }

    public func listAttachments(
        _ request: APIListAttachmentsRequest, _ call: ReadingCall
    ) throws -> APIListAttachmentsResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { before, limit in try call.transaction.attachments(of: student.id, before: before, limit: limit) },
            { NewestFirst($0.addedAt, $0.id) })
        call.count(.attachments, shown.count)
        return .with {
            $0.attachments = shown.map(APIAttachment.init)
            $0.nextPage = next
        }
    }

    public func readAttachment(
        _ request: APIReadAttachmentRequest, _ call: ReadingCall
    ) throws -> APIReadAttachmentResponse {
        let attachment = try call.transaction.attachmentInFull(request.attachmentID)
        guard attachment.state == .kept else {
            throw RPCError.failedPrecondition(
                attachment.state == .withdrawn ? "the file was withdrawn" : "the file has not come in full")
        }
        let position = Int(request.position)
        guard position < attachment.byteCount else {
            throw RPCError.outOfRange("the file has \(attachment.byteCount) bytes")
        }
        let bytes = try call.transaction.bytes(of: attachment, from: position, count: Self.pieceBytes)
        let next = position + bytes.count
        call.count(.attachments, 1)
        return .with {
            $0.data = Data(bytes)
            $0.nextPosition = next < attachment.byteCount ? UInt32(next) : 0
        }
    }

    public func withdrawAttachment(
        _ request: APIWithdrawAttachmentRequest, _ call: ChangingCall
    ) throws -> APIWithdrawAttachmentResponse {
        var attachment = try call.transaction.attachmentInFull(request.attachmentID)
        let reason = try FreeText.required(request.reason, field: "reason")
        attachment.state = try attachment.state.applying(.withdraw)
        attachment.withdrawal = .init(author: call.context.accountID, at: call.context.now, reason: reason)
        guard try call.transaction.update(attachment, expected: .kept) else { throw RPCError.aborted() }
        try call.tell(attachment, "附件已撤回：\(attachment.head.fileName)")
        return .with { $0.attachment = APIAttachment(attachment) }
    }

    /// Opens an upload, within what the rules leave the student.
    private func begin(
        _ draft: AttachmentDraft, _ student: StudentRecord, _ call: ChangingCall
    ) throws -> AttachmentRecord {
        if let record = draft.record, try call.transaction.archiveRecord(record)?.student != student.id {
            throw RPCError.invalidArgument(field: "draft.recordId", description: "must be a record of this student")
        }
        let load = try call.transaction.attachmentLoad(of: student.id)
        if let finding = rules.finding(bytes: draft.size, having: load.count, load.bytes) {
            throw RPCError(finding)
        }
        let attachment = AttachmentRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, record: draft.record,
            byteCount: draft.size, head: draft.head, addedBy: call.context.accountID, addedAt: call.context.now)
        try call.transaction.insert(attachment)
        return attachment
    }

    /// Takes a file into the archive that has come in full and holds.
    private func keep(
        _ attachment: AttachmentRecord, _ digest: FileDigest, _ call: ChangingCall
    ) throws -> AttachmentRecord {
        var attachment = attachment
        attachment.state = try attachment.state.applying(.finish)
        attachment.head.digest = digest.value.bytes
        guard try call.transaction.update(attachment, expected: .receiving) else { throw RPCError.aborted() }
        try call.tell(attachment, "附件：\(attachment.head.fileName)")
        return attachment
    }

    private func check(_ piece: [UInt8], at position: Int, of attachment: AttachmentRecord) throws {
        _ = try attachment.state.applying(.append)
        guard piece.count <= Self.pieceBytes else {
            throw RPCError.invalidArgument(field: "data", description: "a piece has at most \(Self.pieceBytes) bytes")
        }
        guard position <= attachment.received else {
            throw RPCError.outOfRange("bytes are missing before this piece; continue at \(attachment.received)")
        }
        guard position + piece.count <= attachment.byteCount else {
            throw RPCError.outOfRange("the file was announced with \(attachment.byteCount) bytes")
        }
    }
}

extension ReadTransaction {
    /// The attachment that the field `attachmentId` names.
    func attachmentInFull(_ text: String) throws -> AttachmentRecord {
        guard let attachment = try attachment(try Identifier(text, field: "attachmentId")) else {
            throw RPCError.notFound()
        }
        return attachment
    }
}

extension ChangingCall {
    /// A file's name may say as much as the file.
    fileprivate func tell(_ attachment: AttachmentRecord, _ line: String) throws {
        count(.attachments, 1)
        try tellArchive(
            .attachment, of: attachment.student, in: attachment.school, subject: attachment.id, line,
            sensitivity: .raw)
    }
}
