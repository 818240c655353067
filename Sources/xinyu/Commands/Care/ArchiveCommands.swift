internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu timeline STUDENT`
struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: Language.current.text(
            en: "A student's archive, newest first; needs --purpose", zh: "学生心理健康档案时间线（需 --purpose）"))

    @Argument(help: "Identifier of the student.")
    var student: String

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            let meta = try door.meta()
            var incomplete: [String] = []
            let entries = try await pages { page in
                let response = try await ArchiveServiceClient(client).getTimeline(
                    APIGetTimelineRequest.with {
                        $0.studentID = student
                        $0.page = page
                    }, meta)
                if door.json { try Output.message(response) }
                incomplete = response.incomplete
                return (response.entries, response.nextPage)
            }
            guard !door.json else { return }
            var table = Table("at", "kind", "summary")
            for entry in entries {
                table.add(Words.moment(entry.at), Words.archiveKind(entry.kind), entry.summary)
            }
            Output.table(table, whenEmpty: Language.current.text(en: "nothing yet", zh: "暂无记录"))
            Output.incomplete(incomplete)
        }
    }
}

/// `xinyu observe STUDENT`: the text is read from standard input.
struct ObserveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: Language.current.text(en: "Record an observation, read from standard input", zh: "记录日常观察（从标准输入读取）"))

    @Argument(help: "Identifier of the student.")
    var student: String

    @OptionGroup var door: Door

    func run() async throws {
        let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        try await door.open { client in
            let response = try await ArchiveServiceClient(client).recordObservation(
                APIRecordObservationRequest.with {
                    $0.studentID = student
                    $0.text = text.trimmingCharacters(in: .whitespacesAndNewlines)
                }, door.meta())
            if door.json { try Output.message(response) } else { Output.line(response.observationID) }
        }
    }
}

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
