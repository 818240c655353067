internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension SheetCommands {
    /// `xinyu sheets enter`: a class's paper sheets, each under the student's own one-time code.
    struct Enter: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Enter the paper sheets of a class", zh: "录入班级纸质答卷"),
            discussion: """
                FILE has one JSON object a line: {"number":"…","instrument":"phq9","values":[…],"elapsedMs":[…]}. \
                The caller issues one-time codes for the class and every sheet is submitted under the student's code, \
                as if the student had answered. Sheets of students of other classes are left alone.
                """)

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @Argument(help: "Identifier of the class.")
        var unit: String

        @Argument(help: "The answers, a JSON object a line.", completion: .file(extensions: ["jsonl"]))
        var file: String

        @OptionGroup var door: Door

        private struct Line: Decodable {
            let number: String
            let instrument: String
            let values: [Int32?]
            let elapsedMs: [UInt32]?
        }

        func run() async throws {
            let lines = try readLines()
            try await door.open { client in
                let meta = try door.meta()
                let numbers = try await studentNumbers(client, meta)
                let codes = try await CampaignServiceClient(client).issueCodes(
                    APIIssueCodesRequest.with {
                        $0.classID = unit
                        $0.campaignID = campaign
                    }, meta)
                var entered = 0
                for code in codes.codes {
                    let own = lines.filter { $0.number == numbers[code.studentID] }
                    guard !own.isEmpty else { continue }
                    entered += try await enter(own, under: code.code, client)
                    Output.progress("\(entered)")
                }
                Output.endProgress()
                Output.line(Language.current.text(en: "entered \(entered) sheets", zh: "已录入 \(entered) 份答卷"))
            }
        }

        private func readLines() throws -> [Line] {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                Output.note(Language.current.text(en: "cannot read \(file)", zh: "无法读取 \(file)"))
                throw Failure.refused
            }
            return try text.split(separator: "\n").enumerated().map { index, line in
                do {
                    return try JSONDecoder().decode(Line.self, from: Data(line.utf8))
                } catch {
                    throw ValidationError("line \(index + 1) of \(file) is not as --help describes")
                }
            }
        }

        private func studentNumbers(_ client: RPCClient, _ meta: CallMeta) async throws -> [String: String] {
            let students = try await pages { page in
                let response = try await RosterServiceClient(client).listStudents(
                    APIListStudentsRequest.with {
                        $0.unitID = unit
                        $0.page = page
                    }, meta)
                return (response.students, response.nextPage)
            }
            return Dictionary(students.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        }

        private func enter(_ lines: [Line], under code: String, _ client: RPCClient) async throws -> Int {
            let session = try await SessionServiceClient(client).loginWithCode(
                APILoginWithCodeRequest.with { $0.code = code })
            let own = CallMeta(authorization: "Bearer " + session.token)
            let sheets = try await SheetServiceClient(client).listMySheets(APIListMySheetsRequest(), own)
            var entered = 0
            for line in lines {
                let open = sheets.sheets.first {
                    $0.instrumentID == line.instrument && [.invited, .started].contains($0.state)
                }
                guard let open else { continue }
                let submission = SheetSubmission(
                    sheet: open.id, values: line.values.map { $0 ?? SheetSubmission.missing },
                    elapsed: line.elapsedMs ?? [])
                _ = try await submission.send(over: client, own)
                entered += 1
            }
            return entered
        }
    }
}
