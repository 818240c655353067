import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import Vault
import XinyuAPI

/// What somebody does with an archive.
extension Colleague {
    func overview(_ student: Identifier) async throws -> [APIArchiveSection: APIArchiveSectionOverview] {
        let sections = try await archive.getArchive(.with { $0.studentID = student.description }, meta).sections
        return Dictionary(sections.map { ($0.section, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func records(
        _ student: Identifier, _ section: APIArchiveSection, withWithdrawn: Bool = false, size: UInt32 = 0,
        token: String = ""
    ) async throws -> APIListArchiveRecordsResponse {
        try await archive.listArchiveRecords(
            .with {
                $0.studentID = student.description
                $0.section = section
                $0.withWithdrawn = withWithdrawn
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }

    func versions(_ record: String) async throws -> APIListArchiveRecordVersionsResponse {
        try await archive.listArchiveRecordVersions(.with { $0.recordID = record }, meta)
    }

    func see(_ student: Identifier, _ text: String, _ signs: APIObservationSign...) async throws -> String {
        try await archive.recordObservation(
            .with {
                $0.studentID = student.description
                $0.text = text
                $0.signs = signs
            }, meta
        ).observationID
    }

    func tell(
        _ student: Identifier, _ source: APIInformationSource, _ trust: APISignalTrust = .observed,
        _ text: String = "家长反映近日失眠", detail: String = ""
    ) async throws -> String {
        try await archive.recordInformation(
            .with {
                $0.studentID = student.description
                $0.source = source
                $0.sourceDetail = detail
                $0.trust = trust
                $0.text = text
            }, meta
        ).recordID
    }

    func correct(
        _ record: String, version: UInt32 = 1, reason: String = "听错了",
        _ fill: (inout APICorrectArchiveRecordRequest) -> Void
    ) async throws -> APIArchiveRecord {
        var request = APICorrectArchiveRecordRequest()
        request.recordID = record
        request.version = version
        request.reason = reason
        fill(&request)
        return try await archive.correctArchiveRecord(request, meta).record
    }

    func correctOwn(_ record: String, _ text: String, _ signs: [APIObservationSign] = []) async throws -> UInt32 {
        try await archive.correctOwnObservation(
            .with {
                $0.recordID = record
                $0.reason = "看错了"
                $0.text = text
                $0.signs = signs
            }, meta
        ).version
    }

    func withdraw(_ record: String, _ reason: String = "写错了人") async throws -> APIArchiveRecord {
        try await archive.withdrawArchiveRecord(
            .with {
                $0.recordID = record
                $0.reason = reason
            }, meta
        ).record
    }

    // MARK: - Circumstances

    func circumstance(
        of student: Identifier, _ category: APICircumstanceCategory, since: String = "", until: String = ""
    ) async throws -> APIArchiveRecord {
        try await circumstanceClient.recordCircumstance(
            .with {
                $0.studentID = student.description
                $0.category = category
                $0.since = since
                $0.until = until
                $0.source = .guardian
                $0.note = "监护人说明"
            }, meta
        ).record
    }

    func end(_ circumstance: String, until: String = "") async throws -> APIArchiveRecord {
        try await circumstanceClient.endCircumstance(
            .with {
                $0.recordID = circumstance
                $0.until = until
                $0.reason = "已改变"
            }, meta
        ).record
    }

    func circumstances(
        in unit: Identifier, _ categories: [APICircumstanceCategory] = [], size: UInt32 = 0, token: String = ""
    ) async throws -> APIListCircumstancesResponse {
        try await circumstanceClient.listCircumstances(
            .with {
                $0.unitID = unit.description
                $0.categories = categories
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }

    // MARK: - Attachments

    static func draft(_ size: Int, _ name: String = "诊断书.pdf", _ type: String = "application/pdf") -> APIAttachmentDraft
    {
        .with {
            $0.fileName = name
            $0.mediaType = type
            $0.size = UInt32(size)
        }
    }

    func add(
        to student: Identifier, _ bytes: [UInt8], _ draft: APIAttachmentDraft? = nil, digest: String? = nil
    ) async throws -> APIAttachment {
        try await attachments.addAttachment(
            .with {
                $0.studentID = student.description
                $0.draft = draft ?? Self.draft(bytes.count)
                $0.data = Data(bytes)
                $0.sha256 = digest ?? Self.digest(bytes)
            }, meta
        ).attachment
    }

    func begin(_ student: Identifier, _ draft: APIAttachmentDraft) async throws -> String {
        try await attachments.beginAttachment(
            .with {
                $0.studentID = student.description
                $0.draft = draft
            }, meta
        ).attachmentID
    }

    func append(_ attachment: String, at position: Int, _ bytes: some Sequence<UInt8>) async throws -> UInt32 {
        let piece = Data(Array(bytes))
        return try await attachments.appendAttachment(
            .with {
                $0.attachmentID = attachment
                $0.position = UInt32(position)
                $0.data = piece
            }, meta
        ).received
    }

    func finish(_ attachment: String, _ digest: String) async throws -> APIAttachment {
        try await attachments.finishAttachment(
            .with {
                $0.attachmentID = attachment
                $0.sha256 = digest
            }, meta
        ).attachment
    }

    func read(_ attachment: String, at position: UInt32 = 0) async throws -> APIReadAttachmentResponse {
        try await attachments.readAttachment(
            .with {
                $0.attachmentID = attachment
                $0.position = position
            }, meta)
    }

    func files(_ student: Identifier) async throws -> [APIAttachment] {
        try await attachments.listAttachments(.with { $0.studentID = student.description }, meta).attachments
    }

    static func digest(_ bytes: [UInt8]) -> String {
        SHA256Digest(of: bytes).bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
