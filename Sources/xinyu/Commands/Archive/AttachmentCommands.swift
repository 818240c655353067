internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import Vault
internal import XinyuAPI

/// `xinyu attachments …`: files in a student's archive.
struct AttachmentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachments",
        abstract: Language.current.text(en: "Files in a student's archive", zh: "档案附件"),
        subcommands: [Add.self, List.self, Get.self, Withdraw.self])

    fileprivate static let pieceBytes = 512 << 10

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Put a file into the archive", zh: "添加附件"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "The file.", completion: .file())
        var file: String

        @Option(help: "What it is called in the archive; the file's own name otherwise.")
        var name: String?

        @Option(help: "As application/pdf; by the name's ending otherwise.")
        var type: String?

        @Option(help: "The record that it belongs to.")
        var record = ""

        @Option(help: "In words.")
        var note = ""

        @OptionGroup var door: Door

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                Output.note(Language.current.text(en: "cannot read \(file)", zh: "无法读取 \(file)"))
                throw Failure.refused
            }
            let name = name ?? URL(filePath: file).lastPathComponent
            let draft = APIAttachmentDraft.with {
                $0.fileName = name
                $0.mediaType = type ?? Self.mediaType(of: name)
                $0.size = UInt32(clamping: bytes.count)
                $0.recordID = record
                $0.note = note
            }
            try await door.open { client in
                let attachments = AttachmentServiceClient(client)
                let id = try await attachments.beginAttachment(
                    APIBeginAttachmentRequest.with {
                        $0.studentID = student
                        $0.draft = draft
                    }, door.meta()
                ).attachmentID
                var position = 0
                while position < bytes.count {
                    let piece = bytes[position..<min(position + AttachmentCommands.pieceBytes, bytes.count)]
                    position = Int(
                        try await attachments.appendAttachment(
                            APIAppendAttachmentRequest.with {
                                $0.attachmentID = id
                                $0.position = UInt32(position)
                                $0.data = Data(piece)
                            }, door.meta()
                        ).received)
                }
                let response = try await attachments.finishAttachment(
                    APIFinishAttachmentRequest.with {
                        $0.attachmentID = id
                        $0.sha256 = AttachmentCommands.digest(of: [UInt8](bytes))
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(id) }
            }
        }

        private static func mediaType(of name: String) -> String {
            switch name.lowercased().split(separator: ".").last {
            case "jpg", "jpeg": "image/jpeg"
            case "png": "image/png"
            case "pdf": "application/pdf"
            default: "text/plain"
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A student's files; needs --purpose", zh: "某学生附件（需 --purpose）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await whole { page in
                    try await AttachmentServiceClient(client).listAttachments(
                        APIListAttachmentsRequest.with {
                            $0.studentID = student
                            $0.page = page
                        }, door.meta())
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "at", "state", "file", "type", "bytes", "note", "reason")
                for attachment in response.attachments {
                    table.add(
                        attachment.id, Words.moment(attachment.addedAt), Words.attachmentState(attachment.state),
                        attachment.fileName, attachment.mediaType, String(attachment.size), attachment.note,
                        attachment.withdrawalReason)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no files", zh: "没有附件"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Write a file of the archive to standard output; needs --purpose", zh: "导出附件到标准输出（需 --purpose）"))

        @Argument(help: "Identifier of the file.")
        var attachment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                var position: UInt32 = 0
                repeat {
                    let response = try await AttachmentServiceClient(client).readAttachment(
                        APIReadAttachmentRequest.with {
                            $0.attachmentID = attachment
                            $0.position = position
                        }, door.meta())
                    try FileHandle.standardOutput.write(contentsOf: response.data)
                    position = response.nextPosition
                } while position > 0
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a file out of the archive; a trace stays", zh: "撤回附件（留痕）"))

        @Argument(help: "Identifier of the file.")
        var attachment: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AttachmentServiceClient(client).withdrawAttachment(
                    APIWithdrawAttachmentRequest.with {
                        $0.attachmentID = attachment
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    fileprivate static func digest(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256Digest(of: bytes).bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
