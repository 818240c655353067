internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension SheetCommands {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The sheets of a unit in a screening", zh: "某单位在测评中的答卷"))

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                var answer = APIListSheetsResponse()
                answer.sheets = try await pages { page in
                    let response = try await SheetServiceClient(client).listSheets(
                        APIListSheetsRequest.with {
                            $0.unitID = unit
                            $0.campaignID = campaign
                            $0.page = page
                        }, meta)
                    answer.incomplete = response.incomplete
                    return (response.sheets, response.nextPage)
                }
                guard !door.json else { return try Output.message(answer) }
                let students = try await whole { page in
                    try await RosterServiceClient(client).listStudents(
                        APIListStudentsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }.students
                let names: [String: String] = students.reduce(into: [:]) { $0[$1.id] = $1.name }
                var table = Table("id", "student", "instrument", "state", "submitted")
                for sheet in answer.sheets {
                    table.add(
                        sheet.id, names[sheet.studentID] ?? sheet.studentID, sheet.instrumentID,
                        Words.sheetState(sheet.state),
                        sheet.hasSubmittedAt ? Words.moment(sheet.submittedAt) : "")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no sheets", zh: "没有答卷"))
                Output.incomplete(answer.incomplete)
            }
        }
    }

    struct Mark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Note an absence or an exemption, or void a sheet", zh: "标记缺测、免测，或作废答卷"))

        @Argument(help: "Identifier of the sheet.")
        var sheet: String

        @Argument(help: "ABSENT, EXEMPT, VOID, or INVITED to take an absence, an exemption or a refusal back.")
        var state: String

        @Option(help: "Why; needed for EXEMPT and VOID.")
        var reason = ""

        @OptionGroup var door: Door

        func run() async throws {
            let state = try enumValue(APISheetState.self, state, prefix: "SHEET_STATE_")
            try await door.open { client in
                let response = try await SheetServiceClient(client).markSheet(
                    APIMarkSheetRequest.with {
                        $0.sheetID = sheet
                        $0.state = state
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Again: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Offer another sheet in the place of a void one and print its id", zh: "为作废答卷重新发放并输出新答卷编号"))

        @Argument(help: "Identifier of the void sheet.")
        var sheet: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SheetServiceClient(client).offerSheetAgain(
                    APIOfferSheetAgainRequest.with { $0.sheetID = sheet }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.sheet.id) }
            }
        }
    }
}
