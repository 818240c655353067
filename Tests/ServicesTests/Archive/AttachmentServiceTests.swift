import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Attachments")
struct AttachmentServiceTests {
    /// A file of so many bytes that begins and ends as a PDF does.
    static func pdf(_ size: Int) -> [UInt8] {
        let (start, end) = (Array("%PDF-1.7\n".utf8), Array("\n%%EOF\n".utf8))
        let body = (0..<max(0, size - start.count - end.count)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        return start + body + end
    }

    @Test func aSmallFileComesInOneCallAndIsReadAgain() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let bytes = Self.pdf(5_000)
            let record = try await counsellor.tell(student, .hospital)
            var draft = Colleague.draft(bytes.count)
            (draft.recordID, draft.note) = (record, "复印件")
            let added = try await counsellor.add(to: student, bytes, draft)
            #expect(added.state == .kept && added.size == 5_000 && added.fileName == "诊断书.pdf")
            #expect(added.sha256 == Colleague.digest(bytes) && added.recordID == record && added.note == "复印件")
            let read = try await counsellor.read(added.id)
            #expect([UInt8](read.data) == bytes && read.nextPosition == 0)
            #expect(try await counsellor.files(student) == [added])
        }
    }

    @Test(arguments: [[90_000], [1, 89_998, 1], [30_000, 30_000, 30_000], [65_536, 24_464], [89_999, 1]])
    func aFileInPiecesIsTheSameHoweverItIsSplit(_ pieces: [Int]) async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let bytes = Self.pdf(90_000)
            let id = try await counsellor.begin(student, Colleague.draft(bytes.count))
            var position = 0
            for piece in pieces {
                let part = bytes[position..<position + piece]
                #expect(try await counsellor.append(id, at: position, part) == position + piece)
                // Sent again because the answer was lost.
                #expect(try await counsellor.append(id, at: position, part) == position + piece)
                position += piece
            }
            // Before it is finished nobody sees it.
            #expect(try await counsellor.files(student).isEmpty)
            let early = await #expect(throws: RPCError.self) { try await counsellor.read(id) }
            #expect(early?.status == .failedPrecondition)
            let kept = try await counsellor.finish(id, Colleague.digest(bytes))
            #expect(kept.state == .kept)
            #expect([UInt8](try await counsellor.read(id).data) == bytes)
            #expect([UInt8](try await counsellor.read(id, at: 12_345).data) == Array(bytes[12_345...]))
            let end = await #expect(throws: RPCError.self) { try await counsellor.read(id, at: 90_000) }
            #expect(end?.status == .outOfRange)
            let twice = await #expect(throws: RPCError.self) {
                try await counsellor.finish(id, Colleague.digest(bytes))
            }
            #expect(twice?.status == .failedPrecondition)
        }
    }

    @Test func whatDoesNotFitIsRefusedAndSaysWhereToGoOn() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let bytes = Self.pdf(1_000)
            let id = try await counsellor.begin(student, Colleague.draft(bytes.count))
            _ = try await counsellor.append(id, at: 0, bytes.prefix(400))
            for (position, piece, status) in [
                (401, Array(bytes[401..<500]), GRPCStatus.outOfRange), (0, [1, 2, 3], .failedPrecondition),
                (300, Array(bytes[300..<500]), .failedPrecondition),
                (400, Array(bytes[400...]) + [0], .outOfRange),
            ] as [(Int, [UInt8], GRPCStatus)] {
                let error = await #expect(throws: RPCError.self) {
                    try await counsellor.append(id, at: position, piece)
                }
                #expect(error?.status == status, "at \(position)")
            }
            let unfinished = await #expect(throws: RPCError.self) {
                try await counsellor.finish(id, Colleague.digest(bytes))
            }
            #expect(unfinished?.message.contains("continue at 400") == true)
            _ = try await counsellor.append(id, at: 400, bytes[400...])
            let other = await #expect(throws: RPCError.self) {
                try await counsellor.finish(id, Colleague.digest([1]))
            }
            #expect(other?.details.fieldViolations.map(\.field) == ["sha256"])
            #expect(try await counsellor.finish(id, Colleague.digest(bytes)).state == .kept)
        }
    }

    @Test func aFileIsWhatItHoldsAndNotWhatItIsCalled() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let program = [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 1, count: 500)
            let disguised = await #expect(throws: RPCError.self) { try await counsellor.add(to: student, program) }
            #expect(disguised?.status == .failedPrecondition)
            let pdf = Self.pdf(300)
            for (field, draft, digest) in [
                ("draft.mediaType", Colleague.draft(300, "照片.jpg", "image/jpeg"), nil),
                ("draft.mediaType", Colleague.draft(300, "a", "application/x-executable"), nil),
                ("draft.fileName", Colleague.draft(300, "../../etc/passwd"), nil),
                ("draft.fileName", Colleague.draft(300, ".profile"), nil),
                ("draft.fileName", Colleague.draft(300, " "), nil),
                ("draft.size", Colleague.draft(0), nil), ("data", Colleague.draft(299), nil),
                ("sha256", Colleague.draft(300), "xyz"),
                ("sha256", Colleague.draft(300), Colleague.digest([7])),
            ] as [(String, APIAttachmentDraft, String?)] {
                let bytes = field == "draft.size" ? [] : pdf
                let error = await #expect(throws: RPCError.self) {
                    try await counsellor.add(to: student, bytes, draft, digest: digest)
                }
                #expect(error?.details.fieldViolations.map(\.field) == [field])
            }
            var foreign = Colleague.draft(300)
            foreign.recordID = try await counsellor.tell(try await school.enrol("李雷"), .hospital)
            let error = await #expect(throws: RPCError.self) { try await counsellor.add(to: student, pdf, foreign) }
            #expect(error?.details.fieldViolations.map(\.field) == ["draft.recordId"])
            #expect(try await counsellor.files(student).isEmpty)
            #expect(try await counsellor.timeline(student).entries.isEmpty)
        }
    }

    @Test func theLimitsHoldForOneFileAndForAll() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let large = await #expect(throws: RPCError.self) {
                try await counsellor.begin(student, Colleague.draft(100_001))
            }
            #expect(large?.details.fieldViolations.map(\.field) == ["draft.size"])
            // What is announced counts from the beginning.
            _ = try await counsellor.begin(student, Colleague.draft(100_000))
            let file = try await counsellor.add(to: student, Self.pdf(50_000))
            let much = await #expect(throws: RPCError.self) {
                try await counsellor.add(to: student, Self.pdf(50_001))
            }
            #expect(much?.status == .resourceExhausted)
            _ = try await counsellor.add(to: student, Self.pdf(100))
            let many = await #expect(throws: RPCError.self) {
                try await counsellor.add(to: student, Self.pdf(100))
            }
            #expect(many?.status == .resourceExhausted)
            _ = try await counsellor.attachments.withdrawAttachment(
                .with {
                    $0.attachmentID = file.id
                    $0.reason = "重复"
                }, counsellor.meta)
            _ = try await counsellor.add(to: student, Self.pdf(50_000))
            // Another student has limits of their own.
            _ = try await counsellor.add(to: try await school.enrol("李雷"), Self.pdf(100))
        }
    }

    @Test func withdrawalLeavesATraceAndNoBytes() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let file = try await counsellor.add(to: student, Self.pdf(400))
            func withdraw(_ reason: String) async throws -> APIAttachment {
                try await counsellor.attachments.withdrawAttachment(
                    .with {
                        $0.attachmentID = file.id
                        $0.reason = reason
                    }, counsellor.meta
                ).attachment
            }
            let silent = await #expect(throws: RPCError.self) { try await withdraw("") }
            #expect(silent?.details.fieldViolations.map(\.field) == ["reason"])
            let gone = try await withdraw("是别人的")
            #expect(gone.state == .withdrawn && gone.withdrawalReason == "是别人的")
            #expect(gone.withdrawnBy == counsellor.id.description && gone.sha256 == file.sha256)
            #expect(try await counsellor.files(student) == [gone])
            let read = await #expect(throws: RPCError.self) { try await counsellor.read(file.id) }
            #expect(read?.status == .failedPrecondition)
            let twice = await #expect(throws: RPCError.self) { try await withdraw("再次") }
            #expect(twice?.status == .failedPrecondition)
            #expect(
                Set(try await counsellor.timeline(student).entries.map(\.summary))
                    == ["附件已撤回：诊断书.pdf", "附件：诊断书.pdf"])
            #expect(try await counsellor.overview(student)[.attachments]?.count == 0)
        }
    }
}
