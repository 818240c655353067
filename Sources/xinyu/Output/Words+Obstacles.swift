internal import Domain
internal import XinyuAPI

/// What stands against a move of a crisis case, in the person's language: the daemon speaks English, and what it may say
/// is written out in the domain.
extension Words {
    static func crisisObstacle(_ text: String) -> String {
        language.text(en: text, zh: chineseObstacles[text] ?? text)
    }

    /// A note of a case's history, in which the daemon names points and what is late as it keeps them: `point:
    /// means_removed`.
    static func crisisNote(_ note: String) -> String {
        let parts = note.split(separator: ": ").map(String.init)
        let words = parts.compactMap(noteWord)
        guard words.count == parts.count else { return note }
        return words.joined(separator: language.text(en: ": ", zh: "："))
    }

    /// Nothing for a word that a person wrote.
    private static func noteWord(_ part: String) -> String? {
        if let point = CrisisPoint(rawValue: part) { return crisisPoint(APICrisisPointKind(point)) }
        return switch part {
        case "point": language.text(en: "point of the checklist", zh: "清单事项")
        case "step": language.text(en: "next step", zh: "下一步")
        case "report": language.text(en: "case report", zh: "个案分析报告")
        case "follow_up": language.text(en: "follow-up", zh: "跟踪回访")
        case "lesson_action": language.text(en: "action of a lesson", zh: "整改事项")
        default: nil
        }
    }

    private static let chineseObstacles: [String: String] = {
        var texts: [CrisisObstacle: String] = [
            .assessmentMissing: "须先记录复学评估", .returnRefused: "评估结论为暂不复学：继续治疗，或重新评估",
            .returnPermitted: "评估结论为可复学：转入跟踪期，或重新评估", .stillInCrisis: "最近一次回访仍处危机：属复发，不能结案",
            .reportMissing: "须提交并签署个案分析报告",
        ]
        for number in 1...99 {
            texts[.followUpsOpen(number)] = "尚有 \(number) 次回访须完成，或说明理由后免除"
            texts[.reportUnsigned(version: number)] = "个案分析报告第 \(number) 版须签署"
        }
        // Every choice of points, in the checklist's order.
        let points = CrisisPoint.allCases
        for choice in 1..<(1 << points.count) {
            let open = points.indices.filter { choice & (1 << $0) != 0 }.map { points[$0] }
            let names = open.map { crisisPoint(APICrisisPointKind($0)) }.joined(separator: "、")
            texts[.pointsOpen(open)] = "清单事项须完成，或说明理由后免除：\(names)"
        }
        return texts.reduce(into: [:]) { $0[$1.key.description] = $1.value }
    }()
}

extension APICrisisPointKind {
    fileprivate init(_ point: CrisisPoint) {
        self =
            switch point {
            case .constantCompany: .constantCompany
            case .meansRemoved: .meansRemoved
            case .guardiansTold: .guardiansTold
            case .hospitalContacted: .hospitalContacted
            case .reportedUp: .reportedUp
            }
    }
}
