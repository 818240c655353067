internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu sheets …`: the student's side, what staff do with sheets, and entering those that were filled in on paper.
struct SheetCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets", abstract: Language.current.text(en: "Answer sheets", zh: "答卷"),
        subcommands: [Mine.self, Show.self, Submit.self, Enter.self, List.self, Mark.self, Again.self])

    struct Mine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Your own sheets", zh: "我的答卷"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SheetServiceClient(client).listMySheets(APIListMySheetsRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "campaign", "instrument", "state")
                for sheet in response.sheets {
                    table.add(sheet.id, sheet.campaignTitle, sheet.instrumentID, "\(sheet.state)")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nothing to answer", zh: "没有待答问卷"))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What a sheet asks", zh: "查看题目"))

        @Argument(help: "Identifier of the sheet.")
        var sheet: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SheetServiceClient(client).getQuestionnaire(
                    APIGetQuestionnaireRequest.with {
                        $0.sheetID = sheet
                        $0.language = Language.current.rawValue
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(response.title)
                Output.line(response.consentText)
                for item in response.items {
                    Output.line("\(item.number). \(item.text)")
                    Output.line("   " + item.options.map { "\($0.code) \($0.text)" }.joined(separator: "  "))
                }
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Submit answers", zh: "提交答卷"),
            discussion: "The answers are codes in the items' order, a dash where there is none: 0 1 - 2")

        @Argument(help: "Identifier of the sheet.")
        var sheet: String

        @Argument(parsing: .allUnrecognized, help: "Codes in the items' order.")
        var answers: [String]

        @OptionGroup var door: Door

        func run() async throws {
            let values = try answers.map { answer in
                if answer == "-" { return SheetSubmission.missing }
                guard let code = Int32(answer) else { throw ValidationError("answers are whole numbers or -") }
                return code
            }
            try await door.open { client in
                let submission = SheetSubmission(sheet: sheet, values: values, elapsed: [])
                let response = try await submission.send(over: client, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.feedback) }
            }
        }
    }
}

/// A sheet's answers on their way: begins the sheet with the consent version that it has, and submits.
struct SheetSubmission {
    /// What the contract has for an item without an answer.
    static let missing = Int32.min

    let sheet: String
    let values: [Int32]
    let elapsed: [UInt32]

    func send(over client: RPCClient, _ meta: CallMeta) async throws -> APISubmitSheetResponse {
        let sheets = SheetServiceClient(client)
        let questionnaire = try await sheets.getQuestionnaire(
            APIGetQuestionnaireRequest.with { $0.sheetID = sheet }, meta)
        _ = try await sheets.startSheet(
            APIStartSheetRequest.with {
                $0.sheetID = sheet
                $0.consentVersion = questionnaire.consentVersion
            }, meta)
        return try await sheets.submitSheet(
            APISubmitSheetRequest.with {
                $0.sheetID = sheet
                $0.values = values
                $0.elapsedMs = elapsed
            }, meta)
    }
}
