internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu circumstances …`: who needs a closer look, and why.
struct CircumstanceCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "circumstances",
        abstract: Language.current.text(en: "Special circumstances", zh: "重点关注类别"),
        subcommands: [Add.self, Correct.self, End.self, List.self])

    /// What is said of one.
    struct Content: ParsableArguments {
        @Argument(help: "As SINGLE_PARENT, LEFT_BEHIND, ECONOMIC_HARDSHIP.")
        var category: String

        @Option(help: "Who told, as GUARDIAN or SCHOOL_FILES.")
        var source: String

        @Option(help: "The first day, as 2026-03-01.")
        var since = ""

        @Option(help: "The last day, of one that is over.")
        var until = ""

        @Option(help: "In words.")
        var note = ""

        func message() throws -> APICircumstance {
            let category = try enumValue(APICircumstanceCategory.self, category, prefix: "CIRCUMSTANCE_CATEGORY_")
            let source = try enumValue(APIInformationSource.self, source, prefix: "INFORMATION_SOURCE_")
            return .with {
                $0.category = category
                $0.source = source
                $0.since = since
                $0.until = until
                $0.note = note
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a circumstance of a student", zh: "登记重点关注类别"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var content: Content

        @OptionGroup var door: Door

        func run() async throws {
            let content = try content.message()
            try await door.open { client in
                let response = try await CircumstanceServiceClient(client).recordCircumstance(
                    APIRecordCircumstanceRequest.with {
                        $0.studentID = student
                        $0.category = content.category
                        $0.source = content.source
                        $0.since = content.since
                        $0.until = content.until
                        $0.note = content.note
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.record.id) }
            }
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Correct a circumstance", zh: "更正重点关注类别"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "The version that you have read.")
        var version: UInt32

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var content: Content

        @OptionGroup var door: Door

        func run() async throws {
            let content = try content.message()
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).correctArchiveRecord(
                    APICorrectArchiveRecordRequest.with {
                        $0.recordID = record
                        $0.version = version
                        $0.reason = reason
                        $0.circumstance = content
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line("\(response.record.version)") }
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a circumstance", zh: "结束重点关注类别"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "Why.")
        var reason: String

        @Option(help: "The last day, as 2026-06-30; today otherwise.")
        var until = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CircumstanceServiceClient(client).endCircumstance(
                    APIEndCircumstanceRequest.with {
                        $0.recordID = record
                        $0.reason = reason
                        $0.until = until
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Who in a class or school has which; needs --purpose", zh: "某班或某校名单（需 --purpose）"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(name: .customLong("category"), help: "These alone, as LEFT_BEHIND; may be given several times.")
        var categories: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let categories = try categories.map {
                try enumValue(APICircumstanceCategory.self, $0, prefix: "CIRCUMSTANCE_CATEGORY_")
            }
            try await door.open { client in
                let response = try await whole { page in
                    try await CircumstanceServiceClient(client).listCircumstances(
                        APIListCircumstancesRequest.with {
                            $0.unitID = unit
                            $0.categories = categories
                            $0.page = page
                        }, door.meta())
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("student id", "student", "category", "since", "source", "note", "id", "version")
                for student in response.students {
                    for record in student.circumstances {
                        table.add(
                            student.studentID, student.studentName, Words.circumstance(record.circumstance.category),
                            record.circumstance.since, Words.informationSource(record.circumstance.source),
                            record.circumstance.note, record.id, String(record.version))
                    }
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nobody", zh: "无"))
                Output.incomplete(response.incomplete)
            }
        }
    }
}
