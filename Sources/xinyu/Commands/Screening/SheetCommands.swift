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
                    table.add(sheet.id, sheet.campaignTitle, sheet.instrumentID, Words.ownSheetState(sheet.state))
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
                    if let block = response.blocks.first(where: { $0.id == item.block }),
                        block.isBegun(by: item, response)
                    {
                        Output.line(block.heading)
                    }
                    Output.line("\(item.label). \(item.text)")
                    Output.line("   " + item.answers)
                }
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Submit answers", zh: "提交答卷"),
            discussion: """
                The answers stand in the items' order, a dash where there is none: 0 1 - 2. A time of day is written as \
                23:30, hours as 6.5. Optional items at the end may be left out.
                """)

        @Argument(help: "Identifier of the sheet.")
        var sheet: String

        @Argument(parsing: .allUnrecognized, help: "Answers in the items' order.")
        var answers: [String]

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let asked = try await SheetServiceClient(client).getQuestionnaire(
                    APIGetQuestionnaireRequest.with { $0.sheetID = sheet }, door.meta())
                let values = try answers.enumerated().map { index, answer in
                    try SheetSubmission.value(answer, of: index < asked.items.count ? asked.items[index] : nil)
                }
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

    /// The value of an answer as a person writes it.
    static func value(_ text: String, of item: APIGetQuestionnaireResponse.Item?) throws -> Int32 {
        if text == "-" { return missing }
        let value: Int32? =
            switch item?.kind {
            case .clock: ClockAnswer.minutes(text)
            case .thousandths: Double(text).flatMap { Int32(exactly: ($0 * 1_000).rounded()) }
            default: Int32(text)
            }
        guard let value else {
            throw ValidationError("item \(item?.label ?? "beyond the last"): \(text) is no answer; write - for none")
        }
        return value
    }

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
