internal import XinyuAPI

extension Words {
    static func planState(_ state: APIPlanState) -> String {
        switch state {
        case .draft: language.text(en: "draft", zh: "起草")
        case .active: language.text(en: "active", zh: "执行中")
        case .reviewDue: language.text(en: "review due", zh: "待评估")
        case .adjusted: language.text(en: "adjusted", zh: "已调整")
        case .completed: language.text(en: "completed", zh: "已完成")
        case .escalated: language.text(en: "escalated", zh: "已升级")
        case .declinedMonitored: language.text(en: "declined, monitored", zh: "拒绝干预、持续观察")
        case .lostToFollowUp: language.text(en: "lost to follow-up", zh: "失访")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func planDecision(_ decision: APIPlanDecision) -> String {
        switch decision {
        case .continue: language.text(en: "goes on", zh: "继续执行")
        case .adjust: language.text(en: "adjusted", zh: "调整")
        case .complete: language.text(en: "completed", zh: "完成")
        case .escalate: language.text(en: "escalated", zh: "升级")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// What a change of the care list rests on.
    static func evidence(_ kind: APICareEvidence.Kind) -> String {
        switch kind {
        case .warning: language.text(en: "warning", zh: "预警")
        case .interview: language.text(en: "interview", zh: "面谈")
        case .observation: language.text(en: "observation", zh: "日常观察")
        case .effect: language.text(en: "measured effect", zh: "效果评估")
        case .review: language.text(en: "review", zh: "复核")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func careProposalState(_ state: APICareProposalState) -> String {
        switch state {
        case .pending: language.text(en: "pending", zh: "待确认")
        case .accepted: language.text(en: "accepted", zh: "已采纳")
        case .overridden: language.text(en: "overridden", zh: "已改定")
        case .declined: language.text(en: "declined", zh: "未采纳")
        case .superseded: language.text(en: "superseded", zh: "已失效")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func frequency(everyDays: UInt32, timesAWeek: UInt32) -> String {
        if timesAWeek > 0 { return language.text(en: "\(timesAWeek) times a week", zh: "每周\(timesAWeek)次") }
        if everyDays > 0 { return language.text(en: "every \(everyDays) days", zh: "每\(everyDays)天") }
        return language.text(en: "once", zh: "一次")
    }
}
