internal import Domain
internal import Store

/// A case analysis report as people read and print it.
struct CaseReportText {
    let text: String

    /// - Parameters:
    ///   - zone: the school's offset from UTC, in which moments are told.
    ///   - accountName: what a person is called.
    init(
        _ report: CaseReportRecord, of crisis: CrisisCaseRecord, student: String, zone: Duration,
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
            "启动时间：\(Self.moment(crisis.openedAt, zone))", "个案状态：\(crisis.state.title)", "版本：第\(report.version)版", "",
        ]
        for (heading, body) in sections { lines += [heading, body, ""] }
        lines += [
            "撰写：\(try accountName(report.author))（\(report.author)），\(Self.moment(report.submittedAt, zone))"
        ]
        if let signer = report.signedBy, let moment = report.signedAt {
            lines.append("签署：\(try accountName(signer))（\(signer)），\(Self.moment(moment, zone))")
        } else {
            lines.append("签署：尚未签署")
        }
        lines += ["内容摘要（SHA-256）：\(CaseReportHash.text(report.contentHash))", ""]
        text = lines.joined(separator: "\n")
    }

    /// As `2026-11-04 08:00（UTC+08:00）`.
    private static func moment(_ moment: Timestamp, _ zone: Duration) -> String {
        let date = CalendarDate(of: moment, offset: zone)
        let minutes = (moment.milliseconds - date.start(offset: zone).milliseconds) / 60_000
        let offset = zone.wholeMilliseconds / 60_000
        let sign = offset < 0 ? "−" : "+"
        return "\(date) \(clock(minutes))（UTC\(sign)\(clock(Int64(offset.magnitude)))）"
    }

    private static func clock(_ minutes: Int64) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
