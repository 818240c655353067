internal import ArgumentParser
internal import AuditLog
internal import Domain
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import Vault
internal import XinyuAPI

extension RecordsCommands {
    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "A copy of an archive for a guardian or the student, sealed with a passphrase",
                zh: "为监护人或学生制作档案副本（口令加密）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            let prompt = Language.current.text(en: "Passphrase of the copy: ", zh: "副本口令：")
            let again = Language.current.text(en: "Once more: ", zh: "再次输入：")
            guard let passphrase = Secret.readNew(prompt: prompt, again: again) else { throw Failure.refused }
            try await door.open { client in
                let stream = DataRightsServiceClient(client).makeCopy(
                    APIMakeCopyRequest.with {
                        $0.studentID = student
                        $0.passphrase = passphrase
                    }, try door.meta())
                var head = APICopyPiece()
                try await PrivateFile.made(at: file) { target in
                    for try await piece in stream {
                        if piece.byteCount > 0 { head = piece }
                        try target.write(piece.data)
                    }
                }
                Output.note(
                    Language.current.text(en: "\(head.recordCount) records", zh: "\(head.recordCount) 条记录"))
                for part in head.withheld { Output.note(Words.withheld(part.part, Int(part.count))) }
                head.data = Data()
                if door.json { try Output.message(head) }
            }
        }
    }

    struct Statement: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Who has read or changed a student's record, with proof", zh: "查阅清单（附证明）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let stream = DataRightsServiceClient(client).getAccessStatement(
                    APIGetAccessStatementRequest.with { $0.studentID = student }, try door.meta())
                var count = 0
                try await PrivateFile.made(at: file) { target in
                    for try await piece in stream {
                        for line in piece.lines { try target.write(line + "\n") }
                        count += piece.lines.count
                    }
                }
                if door.json { Output.made(file, lines: count) }
            }
        }
    }

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Open a copy with its passphrase, without a daemon", zh: "用口令打开副本（离线）"))

        @Argument(help: "The copy.", completion: .file())
        var file: String

        @Flag(help: "As JSON (docs/records.md).")
        var json = false

        @Flag(help: "As a page for a browser.")
        var html = false

        func run() throws {
            let sealed = try PrivateFile.read(file)
            let prompt = Language.current.text(en: "Passphrase: ", zh: "口令：")
            guard let passphrase = Secret.read(prompt: prompt) else { throw Failure.refused }
            do {
                let bytes = try PassphraseFile.open(sealed, with: passphrase)
                let archive = try ArchiveFile(json: bytes)
                if json { return Output.json(bytes) }
                Output.text(html ? ArchiveText(archive).page : ArchiveText(archive).text)
            } catch {
                Output.note("\(error)")
                throw Failure.refused
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Check a statement of who read a record, without a daemon", zh: "离线校验查阅清单"),
            discussion: """
                The verifier key is that of the school, kept apart from the statement. With an exported log of the school \
                (`xinyu audit export`), it is also checked that no record of the student is missing.
                """)

        @Argument(help: "The statement.", completion: .file())
        var file: String

        @Option(name: .customLong("key"), help: "Verifier key, or a file that holds one; once for each.")
        var keys: [String]

        @Option(help: "An exported log.", completion: .file())
        var log: String?

        func run() throws {
            let trusted = try keys.map { text in
                let content = (try? String(contentsOfFile: text, encoding: .utf8)) ?? text
                guard let key = NoteKey(text: content.trimmingCharacters(in: .whitespacesAndNewlines)) else {
                    throw ValidationError("--key takes a verifier key, as name+hash+base64, or a file with one")
                }
                return key
            }
            do throws(AccessStatement.Failure) {
                let statement = try AccessStatement(text: readStatement())
                let (records, checkpoint) = try statement.verify(trusted: trusted)
                show(records, of: statement)
                Output.line(
                    Language.current.text(
                        en: "\(records.count) records, each in the signed log of \(checkpoint.size)",
                        zh: "\(records.count) 条记录，均在已签名的 \(checkpoint.size) 条日志之中"))
                guard let log else {
                    return Output.note(
                        Language.current.text(
                            en: "that none is missing is shown with --log, against the exported log",
                            zh: "用 --log 对照导出的日志，可证明没有遗漏"))
                }
                try compare(statement, checkpoint, trusted, with: log)
            } catch {
                Output.note("\(error)")
                throw Failure.refused
            }
        }

        private func readStatement() throws(AccessStatement.Failure) -> String {
            guard let data = FileManager.default.contents(atPath: file) else { throw .cutShort }
            return String(decoding: data, as: UTF8.self)
        }

        private func show(_ records: [AuditRecord], of statement: AccessStatement) {
            var table = Table("index", "at", "who", "role", "method", "outcome")
            for record in records {
                table.add(
                    String(record.index), record.time.iso8601,
                    statement.actors[record.actor] ?? record.actor.description, record.role,
                    record.method.replacing("xinyu.v1.", with: ""), record.outcome == .ok ? "OK" : "–")
            }
            Output.table(table, whenEmpty: Language.current.text(en: "no records", zh: "没有记录"))
        }

        /// - Throws: `.cutShort` where the log shows more than the statement.
        private func compare(
            _ statement: AccessStatement, _ checkpoint: Checkpoint, _ trusted: [NoteKey], with log: String
        ) throws(AccessStatement.Failure) {
            var verifier = LogVerifier(origin: statement.origin, trusted: trusted, witnessed: [checkpoint])
            let verdict = verifier.verify(file: log)
            guard case .intact = verdict, let data = FileManager.default.contents(atPath: log) else {
                Output.note("\(verdict)")
                throw .untrusted
            }
            let missing = statement.missing(
                fromExport: String(decoding: data, as: UTF8.self), upTo: checkpoint.size)
            guard missing.isEmpty else {
                Output.note(
                    Language.current.text(
                        en: "the log has more of this person, at \(missing.map(String.init).joined(separator: ", "))",
                        zh: "日志中还有该生的记录：\(missing.map(String.init).joined(separator: "、"))"))
                throw .cutShort
            }
            Output.line(Language.current.text(en: "complete: the log has no more", zh: "完整：日志中没有其他记录"))
        }
    }
}
