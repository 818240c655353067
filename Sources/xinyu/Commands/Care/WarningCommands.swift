internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu warnings …`
struct WarningCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warnings", abstract: Language.current.text(en: "Early warnings", zh: "预警"),
        subcommands: [
            List.self, Follow.self, History.self, Acknowledge.self, Claim.self, HandOver.self, Interview.self,
            Dismiss.self,
            Begin.self, Resolve.self, TryRules.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open warnings of a unit", zh: "某单位未结预警"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await WarningServiceClient(client).listWarnings(
                        APIListWarningsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                let levels = try await LevelWords(from: client)
                var table = Table("id", "student", "state", "suggested", "confirmed", "acknowledge by", "rules")
                for warning in response.warnings {
                    table.add(
                        warning.id, warning.studentName, Words.warningState(warning.state),
                        levels[warning.suggestedLevel], levels[warning.confirmedLevel],
                        warning.hasAcknowledgeBy ? Words.moment(warning.acknowledgeBy) : "",
                        warning.fired.flatMap(\.inputs).joined(separator: " "))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no open warnings", zh: "没有未结预警"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Follow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch", abstract: Language.current.text(en: "Follow the warnings of a unit", zh: "实时跟随预警"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let levels = try await LevelWords(from: client)
                let events = WarningServiceClient(client).watchWarnings(
                    APIWatchWarningsRequest.with { $0.unitID = unit }, try door.meta())
                for try await event in events {
                    if door.json {
                        try Output.message(event)
                    } else {
                        let warning = event.warning
                        Output.line(
                            [
                                warning.id, Table.printable(warning.studentName), Words.warningState(warning.state),
                                levels[warning.suggestedLevel],
                            ].joined(separator: "  "))
                    }
                }
            }
        }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a warning: it is yours", zh: "认领预警"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).acknowledgeWarning(
                    APIAcknowledgeWarningRequest.with { $0.warningID = warning }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Interview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record the interview and confirm a level", zh: "记录面谈并确认等级"),
            discussion: "The notes are read from standard input, so that they stand in no shell history.")

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument(help: "WATCH, CONCERN or CRISIS.")
        var level: String

        @Option(help: "What class teacher and mentor are told to do.")
        var advice = ""

        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let notes = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            try await door.open { client in
                let response = try await WarningServiceClient(client).recordInterview(
                    APIRecordInterviewRequest.with {
                        $0.warningID = warning
                        $0.heldAt = Google_Protobuf_Timestamp(date: Date())
                        $0.notes = notes.trimmingCharacters(in: .whitespacesAndNewlines)
                        $0.level = level
                        $0.supportAdvice = advice
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.careEntryID) }
            }
        }
    }

    struct Dismiss: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Dismiss a warning with a reason", zh: "排除预警并说明理由"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).dismissWarning(
                    APIDismissWarningRequest.with {
                        $0.warningID = warning
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
