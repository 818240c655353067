internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu signals …`
struct SignalCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals", abstract: Language.current.text(en: "What points to a student in trouble", zh: "线索"),
        subcommands: [Report.self, List.self, Show.self, Decide.self])

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Tell of a student", zh: "报告线索"),
            discussion: "The text is read from standard input, so that it stands in no shell history.")

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "INFORMATION, ABSENCE, HOTLINE or EXTERNAL.")
        var kind: String

        @Option(help: "HEARSAY, OBSERVED or CONFIRMED.")
        var trust = "OBSERVED"

        @Option(help: "Of an absence.")
        var days: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APISignalKind.self, kind, prefix: "SIGNAL_KIND_")
            let trust = try enumValue(APISignalTrust.self, trust, prefix: "SIGNAL_TRUST_")
            let text = StandardInput.text()
            try await door.open { client in
                let response = try await SignalServiceClient(client).reportSignal(
                    APIReportSignalRequest.with {
                        $0.studentID = student
                        $0.kind = kind
                        $0.trust = trust
                        $0.days = days
                        $0.text = text
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.signalID) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Signals that wait for a person's word", zh: "待研判线索"))

        @Argument(help: "Identifier of the school, or of a unit of it.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await SignalServiceClient(client).listSignals(
                        APIListSignalsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("received", "student", "kind", "facts", "id")
                for signal in response.signals {
                    table.add(
                        Words.moment(signal.receivedAt), signal.studentName, Words.signalKind(signal.kind),
                        signal.facts.joined(separator: " "), signal.id)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no signal waits", zh: "没有待研判线索"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A signal with its text", zh: "查看线索"))

        @Argument(help: "Identifier of the signal.")
        var signal: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SignalServiceClient(client).getSignal(
                    APIGetSignalRequest.with { $0.signalID = signal }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(Table.printable(response.signal.text))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Make a warning of a signal, or set it aside", zh: "研判线索"))

        @Argument(help: "Identifier of the signal.")
        var signal: String

        @Argument(help: "WARNED or SET_ASIDE.")
        var state: String

        @Argument var reason: String

        @Option(help: "Of the warning: WATCH, CONCERN or CRISIS.")
        var level: String?

        @OptionGroup var door: Door

        func run() async throws {
            let state = try enumValue(APISignalState.self, state, prefix: "SIGNAL_STATE_")
            let level = try level.map { try enumValue(APIAttentionLevel.self, $0, prefix: "ATTENTION_LEVEL_") }
            try await door.open { client in
                let response = try await SignalServiceClient(client).decideSignal(
                    APIDecideSignalRequest.with {
                        $0.signalID = signal
                        $0.state = state
                        $0.level = level ?? .unspecified
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.signal.warningID) }
            }
        }
    }
}

/// What is piped in.
enum StandardInput {
    static func text() -> String {
        String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
