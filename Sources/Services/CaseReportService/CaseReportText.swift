internal import Domain
internal import Store

/// A case analysis report as people read and print it.
struct CaseReportText {
    let text: String

    /// - Parameter accountName: what a person is called.
    init(
        _ report: CaseReportRecord, of crisis: CrisisCaseRecord, student: String,
        accountName: (Identifier) throws -> String
    ) rethrows {
        let content = report.content
        let sections = [
            ("一、基本情况", content.background), ("二、事件经过", content.course), ("三、风险因素", content.riskFactors),
            ("四、保护因素", content.protectiveFactors), ("五、成因分析", content.analysis), ("六、处置与干预措施", content.measures),
            ("七、干预效果", content.outcome), ("八、后续建议", content.recommendations),
        ]
        var lines = [
            "学生心理危机个案分析报告", "", "个案编号：\(crisis.id)", "学生：\(student)（\(crisis.student)）",
            "启动时间：\(Self.moment(crisis.openedAt))", "个案状态：\(crisis.state.title)", "版本：第\(report.version)版", "",
        ]
        for (heading, body) in sections { lines += [heading, body, ""] }
        lines += [
            "撰写：\(try accountName(report.author))（\(report.author)），\(Self.moment(report.submittedAt))"
        ]
        if let signer = report.signedBy, let moment = report.signedAt {
            lines.append("签署：\(try accountName(signer))（\(signer)），\(Self.moment(moment))")
        } else {
            lines.append("签署：尚未签署")
        }
        lines += ["内容摘要（SHA-256）：\(CaseReportHash.text(report.contentHash))", ""]
        text = lines.joined(separator: "\n")
    }

    /// The archive's people are in China, and the text says so.
    private static func moment(_ moment: Timestamp) -> String {
        let zone = Duration.seconds(8 * 3_600)
        let date = CalendarDate(of: moment, offset: zone)
        let minutes = (moment.milliseconds - date.start(offset: zone).milliseconds) / 60_000
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(date) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)（UTC+8）"
    }
}
