internal import ArgumentParser
internal import AuditLog
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu audit …`
struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: Language.current.text(en: "The access log", zh: "访问日志"),
        subcommands: [List.self, Follow.self, Export.self, Checkpoint.self, Check.self, Verify.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who read or changed what, newest first", zh: "访问记录，新者在前"))

        @OptionGroup var filter: AuditFilterOptions

        @Option(help: "How many; 50 if nothing is said.")
        var limit: Int?

        @Flag(help: "All that there are.")
        var all = false

        @OptionGroup var door: Door

        func validate() throws {
            guard let limit else { return }
            if all { throw ValidationError("--limit and --all exclude each other") }
            if limit < 1 { throw ValidationError("--limit must be 1 or more") }
        }

        func run() async throws {
            try await door.open { client in
                let wanted = all ? .max : limit ?? 50
                var response = APIListRecordsResponse()
                (response.entries, response.nextPage) = try await pages(upTo: wanted) { page in
                    let answer = try await AuditServiceClient(client).listRecords(
                        APIListRecordsRequest.with {
                            $0.filter = filter.message
                            $0.page = page
                        }, door.meta())
                    return (answer.entries, answer.nextPage)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("index", "at", "actor", "role", "method", "subject", "outcome", "purpose")
                for entry in response.entries {
                    table.add(
                        String(entry.index), Words.moment(entry.at), entry.actorID, Words.role(named: entry.role),
                        entry.method.replacing("xinyu.v1.", with: ""), "\(entry.subjectKind) \(entry.subjectID)",
                        entry.outcome, entry.purpose)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no records", zh: "没有记录"))
                guard !response.nextPage.isEmpty else { return }
                Output.note(
                    Language.current.text(
                        en: "there are older records: --limit or --all shows them", zh: "还有更早的记录，可用 --limit 或 --all 查看")
                )
            }
        }
    }

    struct Follow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch", abstract: Language.current.text(en: "Follow the log", zh: "实时跟随日志"))

        @OptionGroup var filter: AuditFilterOptions
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let entries = AuditServiceClient(client).watchRecords(
                    APIWatchRecordsRequest.with { $0.filter = filter.message }, try door.meta())
                for try await entry in entries {
                    if door.json {
                        try Output.message(entry)
                    } else {
                        Output.line(
                            "\(entry.index)  \(Words.moment(entry.at))  \(Words.role(named: entry.role))  \(entry.method)  \(entry.outcome)"
                        )
                    }
                }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Write the log to a file that can be verified offline", zh: "导出可离线验证的日志"))

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]),
                let handle = FileHandle(forWritingAtPath: file)
            else {
                Output.note(Language.current.text(en: "cannot write \(file)", zh: "无法写入 \(file)"))
                throw Failure.refused
            }
            try await door.open { client in
                var count = 0
                for try await part in AuditServiceClient(client).exportLog(APIExportLogRequest(), try door.meta()) {
                    for line in part.lines { try handle.write(contentsOf: Data((line + "\n").utf8)) }
                    count += part.lines.count
                    Output.progress("\(count)")
                }
                try handle.close()
                Output.endProgress()
                if door.json { Output.made(file, lines: count) }
            }
        }
    }

    struct Checkpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Sign the present head; print it for a witness", zh: "签署当前日志检查点"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AuditServiceClient(client).getCheckpoint(
                    APIGetCheckpointRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(response.checkpoint)
                Output.note(response.verifierKey)
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Let the daemon verify its whole log", zh: "由服务端校验全部日志"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AuditServiceClient(client).verifyLog(APIVerifyLogRequest(), door.meta())
                if door.json {
                    try Output.message(response)
                } else if response.isIntact {
                    Output.line(
                        Language.current.text(
                            en: "intact: \(response.size) records, root \(response.root)",
                            zh: "完整：\(response.size) 条记录，根 \(response.root)"))
                } else {
                    Output.line(response.finding)
                }
                if !response.isIntact { throw Failure.refused }
            }
        }
    }
}

/// Which records are wanted.
struct AuditFilterOptions: ParsableArguments {
    @Option(help: "Identifier of the student or unit that was read or changed.")
    var subject = ""

    @Option(help: "Identifier of the account that called.")
    var actor = ""

    @Option(help: "As xinyu.v1.ArchiveService/GetTimeline.")
    var method = ""

    @Option(help: "As PERMISSION_DENIED.")
    var outcome = ""

    var message: APIAuditFilter {
        APIAuditFilter.with {
            $0.subjectID = subject
            $0.actorID = actor
            $0.method = method
            $0.outcome = outcome
        }
    }
}
