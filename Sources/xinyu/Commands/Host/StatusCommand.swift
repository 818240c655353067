internal import ArgumentParser
internal import JSONRPC
internal import XinyuAPI

/// `xinyu status`: for operators, with the permission to read the server's status.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: Language.current.text(en: "How the daemon is", zh: "服务状态"))

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            let response = try await ServerServiceClient(client).getStatus(APIGetStatusRequest(), door.meta())
            guard !door.json else { return try Output.message(response) }
            let text = Language.current
            var table = Table(text.text(en: "what", zh: "项目"), text.text(en: "value", zh: "值"))
            table.add(text.text(en: "version", zh: "版本"), response.version)
            table.add(text.text(en: "since", zh: "启动时间"), Words.moment(response.startedAt))
            table.add(text.text(en: "draining", zh: "正在停止"), response.isDraining ? "✓" : "–")
            table.add(text.text(en: "connections", zh: "连接数"), String(response.connections))
            table.add(text.text(en: "calls in flight", zh: "处理中的调用"), String(response.callsInFlight))
            table.add(text.text(en: "calls since the start", zh: "累计调用"), String(response.callsTotal))
            table.add(text.text(en: "records of the access log", zh: "访问日志条数"), String(response.logSize))
            table.add(
                text.text(en: "sheets waiting for scores", zh: "待评分答卷"), String(response.sheetsWaitingForScores))
            for (code, count) in response.errors.sorted(by: { $0.key < $1.key }) {
                table.add(text.text(en: "errors \(code)", zh: "错误 \(code)"), String(count))
            }
            Output.table(table, whenEmpty: "")
        }
    }
}
