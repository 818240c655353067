internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu case-report …`
struct CaseReportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case-report", abstract: Language.current.text(en: "Case analysis reports", zh: "个案分析报告"),
        subcommands: [Submit.self, Show.self, Sign.self])

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Submit a new version", zh: "提交新版本"),
            discussion: """
                The sections are read from standard input as JSON: background, course, riskFactors, protectiveFactors,
                analysis, measures, outcome, recommendations.
                """)

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @OptionGroup var door: Door

        func run() async throws {
            let data = FileHandle.standardInput.readDataToEndOfFile()
            guard let content = try? APICaseReportContent(jsonUTF8Data: data) else {
                throw ValidationError("the sections are not JSON of the form that xinyu help case-report submit shows")
            }
            try await door.open { client in
                let response = try await CaseReportServiceClient(client).submitCaseReport(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.content = content
                    }, door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    Output.line("\(response.report.version)  \(response.report.contentHash)")
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A version as a text; needs --purpose", zh: "输出可读文本（需 --purpose）"))

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Option(help: "Which version; the newest when left out.")
        var version: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CaseReportServiceClient(client).exportCaseReport(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.version = version
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                for line in response.text.split(separator: "\n", omittingEmptySubsequences: false) {
                    Output.line(Table.printable(String(line)))
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Sign the newest version, by its hash", zh: "按内容摘要签署最新版本"))

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "Which version.")
        var version: UInt32

        @Argument(help: "The hash at the end of the text that you have read.")
        var hash: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CaseReportServiceClient(client).signCaseReport(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.version = version
                        $0.contentHash = hash
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
