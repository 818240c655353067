internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu information …`: what others told the school.
struct InformationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "information",
        abstract: Language.current.text(en: "What others told the school", zh: "信息汇集"),
        subcommands: [Record.self, Correct.self])

    /// Who told, and how sure.
    struct Origin: ParsableArguments {
        @Argument(help: "As GUARDIAN, HOSPITAL, HOTLINE, POLICE, ONLINE_INCIDENT, OTHER_SCHOOL.")
        var source: String

        @Option(help: "HEARSAY, OBSERVED or CONFIRMED.")
        var trust = "OBSERVED"

        @Option(help: "Who exactly, as a file number.")
        var detail = ""

        func message(_ text: String) throws -> APIInformation {
            let source = try enumValue(APIInformationSource.self, source, prefix: "INFORMATION_SOURCE_")
            let trust = try enumValue(APISignalTrust.self, trust, prefix: "SIGNAL_TRUST_")
            return .with {
                $0.source = source
                $0.trust = trust
                $0.sourceDetail = detail
                $0.text = text
            }
        }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Keep an information, read from standard input", zh: "登记信息（从标准输入读取）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var origin: Origin

        @OptionGroup var door: Door

        func run() async throws {
            let information = try origin.message(StandardText.read())
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).recordInformation(
                    APIRecordInformationRequest.with {
                        $0.studentID = student
                        $0.source = information.source
                        $0.sourceDetail = information.sourceDetail
                        $0.trust = information.trust
                        $0.text = information.text
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.recordID) }
            }
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Correct an information; the whole text is read from standard input", zh: "更正信息（从标准输入读取全文）"))

        @Argument(help: "Identifier of the record.")
        var record: String

        @Argument(help: "The version that you have read.")
        var version: UInt32

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var origin: Origin

        @OptionGroup var door: Door

        func run() async throws {
            let information = try origin.message(StandardText.read())
            try await door.open { client in
                let response = try await ArchiveServiceClient(client).correctArchiveRecord(
                    APICorrectArchiveRecordRequest.with {
                        $0.recordID = record
                        $0.version = version
                        $0.reason = reason
                        $0.information = information
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line("\(response.record.version)") }
            }
        }
    }
}
