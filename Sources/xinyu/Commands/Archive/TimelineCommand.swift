internal import ArgumentParser
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

    @Option(name: .customLong("kind"), help: "Lines of this kind alone, as PLAN; may be given several times.")
    var kinds: [String] = []

    @Option(help: "From this day on, as 2026-09-01.")
    var from: String?

    @Option(help: "To this day, as 2026-11-30.")
    var until: String?

    @OptionGroup var door: Door

    func run() async throws {
        let kinds = try kinds.map { try enumValue(APIArchiveKind.self, $0, prefix: "ARCHIVE_KIND_") }
        let (from, before) = (try from.map { try Day.start(of: $0) }, try until.map { try Day.end(of: $0) })
        try await door.open { client in
            let meta = try door.meta()
            let response = try await whole { page in
                try await ArchiveServiceClient(client).getTimeline(
                    APIGetTimelineRequest.with {
                        $0.studentID = student
                        $0.page = page
                        $0.kinds = kinds
                        if let from { $0.from = from }
                        if let before { $0.before = before }
                    }, meta)
            }
            guard !door.json else { return try Output.message(response) }
            var table = Table("at", "kind", "summary")
            for entry in response.entries {
                table.add(Words.moment(entry.at), Words.archiveKind(entry.kind), entry.summary)
            }
            Output.table(table, whenEmpty: Language.current.text(en: "nothing yet", zh: "暂无记录"))
            Output.incomplete(response.incomplete)
        }
    }
}
