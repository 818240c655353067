internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu results STUDENT`
struct ResultsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: Language.current.text(en: "A student's results", zh: "某学生的测评结果"))

    @Argument(help: "Identifier of the student.")
    var student: String

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            let response = try await ResultServiceClient(client).listResults(
                APIListResultsRequest.with { $0.studentID = student }, door.meta())
            guard !door.json else { return try Output.message(response) }
            let levels = try await LevelWords(from: client)
            var table = Table("id", "at", "instrument", "scale", "raw", "band", "norm", "critical", "suggested")
            for result in response.results {
                for scale in result.scales {
                    table.add(
                        result.id, Words.moment(result.scoredAt), result.instrumentID, scale.scaleID,
                        scale.hasRawMilli ? Words.thousandths(scale.rawMilli) : "–",
                        scale.bandName, Words.norm(of: scale.scaleID, result.norms),
                        result.criticalItems.joined(separator: " "),
                        levels[result.suggestedLevel])
                }
            }
            Output.table(table, whenEmpty: Language.current.text(en: "no results", zh: "没有结果"))
            Output.note(response.caution)
            Output.incomplete(response.incomplete)
        }
    }
}
