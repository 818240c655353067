internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu archive …`: an archive by section, and what became of its records.
struct ArchiveCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: Language.current.text(en: "A student's archive by section", zh: "学生心理健康档案"),
        subcommands: [Show.self, List.self, Versions.self, Withdraw.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "All sections with their newest line; needs --purpose", zh: "档案概览（需 --purpose）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).getArchive(
                    APIGetArchiveRequest.with { $0.studentID = student }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line("\(Table.printable(response.studentName))  \(Words.moment(response.openedAt))")
                var table = Table("section", "how many", "at", "newest", "open to you")
                for section in response.sections {
                    table.add(
                        Words.archiveSection(section.section), section.isReadable ? String(section.count) : "–",
                        section.hasNewest ? Words.moment(section.newest.at) : "", section.newest.summary,
                        Words.openness(section))
                }
                Output.table(table, whenEmpty: "")
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One section, newest first; needs --purpose", zh: "按栏目查看（需 --purpose）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "As OBSERVATIONS, INFORMATION, CIRCUMSTANCES, PLANS.")
        var section: String

        @Flag(help: "Also what was withdrawn.")
        var withdrawn = false

        @OptionGroup var door: Door

        func run() async throws {
            let section = try enumValue(APIArchiveSection.self, section, prefix: "ARCHIVE_SECTION_")
            try await door.open { client in
                let response = try await whole { page in
                    try await ArchiveServiceClient(client).listArchiveRecords(
                        APIListArchiveRecordsRequest.with {
                            $0.studentID = student
                            $0.section = section
                            $0.withWithdrawn = withdrawn
                            $0.page = page
                        }, door.meta())
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "at", "kind", "state", "version", "content")
                for record in response.records {
                    table.add(
                        record.id, Words.moment(record.at), Words.archiveKind(record.kind),
                        Words.recordState(record.state), record.version == 0 ? "" : String(record.version),
                        Words.content(of: record))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nothing yet", zh: "暂无记录"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Versions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "All that ever stood in a record; needs --purpose", zh: "某条记录的全部版本（需 --purpose）"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).listArchiveRecordVersions(
                    APIListArchiveRecordVersionsRequest.with { $0.recordID = record }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("version", "what", "at", "author", "reason", "content")
                for version in response.versions {
                    table.add(
                        String(version.version), Words.recordChange(version.change), Words.moment(version.recordedAt),
                        version.authorID, version.reason, Words.content(of: version))
                }
                Output.table(table, whenEmpty: "")
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Withdraw a record that was a mistake", zh: "撤回误录"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).withdrawArchiveRecord(
                    APIWithdrawArchiveRecordRequest.with {
                        $0.recordID = record
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
