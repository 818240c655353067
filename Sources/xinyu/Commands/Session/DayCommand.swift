internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu day`: what waits for the caller.
struct DayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "day",
        abstract: Language.current.text(en: "What you must do now: overdue, due today, new", zh: "我的今日：逾期、今日到期、新增"))

    @Option(help: "How many days ahead to look (7 if left out).")
    var days: UInt32 = 0

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            let response = try await DayServiceClient(client).getMyDay(
                APIGetMyDayRequest.with { $0.daysAhead = days }, try door.meta())
            guard !door.json else { return try Output.message(response) }
            let levels = try await LevelWords(from: client)
            var table = Table("when", "what", "student", "level", "due", "id")
            for item in response.items {
                table.add(
                    Words.urgency(item.urgency), Words.dueKind(item.kind),
                    item.studentName.isEmpty ? item.subjectName : item.studentName, levels[item.level],
                    item.hasDueAt ? Words.moment(item.dueAt) : "", item.subjectID)
            }
            Output.table(table, whenEmpty: Language.current.text(en: "nothing waits for you", zh: "目前没有待办事项"))
            Output.incomplete(response.incomplete)
        }
    }
}
