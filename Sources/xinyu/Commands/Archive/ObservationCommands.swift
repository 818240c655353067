internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// Signs of an observation.
struct SignOptions: ParsableArguments {
    @Option(
        name: .customLong("sign"),
        help: "What was seen, as MOOD or SELF_HARM; may be given several times. An urgent one warns at once.")
    var signs: [String] = []

    func values() throws -> [APIObservationSign] {
        try signs.map { try enumValue(APIObservationSign.self, $0, prefix: "OBSERVATION_SIGN_") }
    }
}

/// `xinyu observe STUDENT`: the text is read from standard input.
struct ObserveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: Language.current.text(en: "Record an observation, read from standard input", zh: "记录日常观察（从标准输入读取）"))

    @Argument(help: "Identifier of the student.")
    var student: String

    @OptionGroup var seen: SignOptions

    @OptionGroup var door: Door

    func run() async throws {
        let (text, signs) = (StandardText.read(), try seen.values())
        try await door.open { client in
            let response = try await ArchiveServiceClient(client).recordObservation(
                APIRecordObservationRequest.with {
                    $0.studentID = student
                    $0.text = text
                    $0.signs = signs
                }, door.meta())
            if door.json { try Output.message(response) } else { Output.line(response.observationID) }
        }
    }
}

/// `xinyu observation …`
struct ObservationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observation",
        abstract: Language.current.text(en: "Corrections of observations", zh: "更正日常观察"),
        subcommands: [Correct.self, CorrectOwn.self])

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Correct an observation; the whole text is read from standard input", zh: "更正观察（从标准输入读取全文）"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "The version that you have read.")
        var version: UInt32

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var seen: SignOptions

        @OptionGroup var door: Door

        func run() async throws {
            let (text, signs) = (StandardText.read(), try seen.values())
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).correctArchiveRecord(
                    APICorrectArchiveRecordRequest.with {
                        $0.recordID = record
                        $0.version = version
                        $0.reason = reason
                        $0.observation.text = text
                        $0.observation.signs = signs
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line("\(response.record.version)") }
            }
        }
    }

    struct CorrectOwn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Correct what you have seen yourself; read from standard input", zh: "更正本人所记（从标准输入读取全文）"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var seen: SignOptions

        @OptionGroup var door: Door

        func run() async throws {
            let (text, signs) = (StandardText.read(), try seen.values())
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).correctOwnObservation(
                    APICorrectOwnObservationRequest.with {
                        $0.recordID = record
                        $0.reason = reason
                        $0.text = text
                        $0.signs = signs
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line("\(response.version)") }
            }
        }
    }
}
