internal import Foundation
internal import SwiftProtobuf
internal import XinyuAPI

/// The words of crises, trauma protocols and special periods.
extension Words {
    static func crisisState(_ state: APICrisisState) -> String {
        switch state {
        case .opened: language.text(en: "opened", zh: "已启动")
        case .stabilising: language.text(en: "stabilising", zh: "稳定期")
        case .inTreatment: language.text(en: "in treatment", zh: "治疗期")
        case .returnAssessment: language.text(en: "return assessment", zh: "复学评估")
        case .followUp: language.text(en: "follow-up", zh: "跟踪期")
        case .closed: language.text(en: "closed", zh: "已结案")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func crisisMove(_ move: APICrisisMove) -> String {
        switch move {
        case .stabilise: language.text(en: "stabilise", zh: "进入稳定期")
        case .beginTreatment: language.text(en: "begin treatment", zh: "进入治疗期")
        case .assessReturn: language.text(en: "assess the return", zh: "进入复学评估")
        case .resumeTreatment: language.text(en: "resume treatment", zh: "继续治疗")
        case .followUp: language.text(en: "follow up", zh: "进入跟踪期")
        case .relapse: language.text(en: "relapse", zh: "危机复发")
        case .close: language.text(en: "close", zh: "结案")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func crisisPoint(_ point: APICrisisPointKind) -> String {
        switch point {
        case .constantCompany: language.text(en: "constant company", zh: "专人陪护")
        case .meansRemoved: language.text(en: "means removed", zh: "移除危险物品")
        case .guardiansTold: language.text(en: "guardians told", zh: "告知监护人")
        case .hospitalContacted: language.text(en: "hospital contacted", zh: "联系医院")
        case .reportedUp: language.text(en: "reported up", zh: "逐级上报")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func pointState(_ state: APIPointState) -> String {
        switch state {
        case .open: language.text(en: "open", zh: "未完成")
        case .done: language.text(en: "done", zh: "完成")
        case .excused: language.text(en: "excused", zh: "免除")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func followUpState(_ state: APIFollowUpState) -> String {
        switch state {
        case .open: language.text(en: "open", zh: "待回访")
        case .held: language.text(en: "held", zh: "已回访")
        case .excused: language.text(en: "excused", zh: "免除")
        case .cancelled: language.text(en: "cancelled", zh: "取消")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func crisisEvent(_ kind: APICrisisEventKind) -> String {
        switch kind {
        case .opened: language.text(en: "opened", zh: "启动")
        case .advanced: language.text(en: "advanced", zh: "推进")
        case .assigned: language.text(en: "assigned", zh: "指定负责人")
        case .stepSet: language.text(en: "next step", zh: "确定下一步")
        case .pointDone: language.text(en: "point done", zh: "清单事项完成")
        case .pointExcused: language.text(en: "point excused", zh: "清单事项免除")
        case .returnAssessed: language.text(en: "return assessed", zh: "复学评估")
        case .followedUp: language.text(en: "followed up", zh: "跟踪回访")
        case .followUpExcused: language.text(en: "follow-up excused", zh: "回访免除")
        case .reportSubmitted: language.text(en: "report submitted", zh: "提交个案分析报告")
        case .reportSigned: language.text(en: "report signed", zh: "签署个案分析报告")
        case .lessonHeld: language.text(en: "review meeting", zh: "复盘")
        case .actionFinished: language.text(en: "action finished", zh: "整改完成")
        case .overdue: language.text(en: "overdue", zh: "逾期")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func traumaKind(_ kind: APITraumaKind) -> String {
        switch kind {
        case .bullying: language.text(en: "bullying", zh: "欺凌")
        case .violence: language.text(en: "violence", zh: "暴力")
        case .sexualAssault: language.text(en: "sexual assault", zh: "性侵害")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func traumaState(_ state: APITraumaState) -> String {
        switch state {
        case .reporting: language.text(en: "reporting", zh: "报告中")
        case .supporting: language.text(en: "supporting", zh: "支持中")
        case .closed: language.text(en: "closed", zh: "已办结")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func traumaStepState(_ state: APITraumaStepState) -> String {
        switch state {
        case .open: language.text(en: "open", zh: "未完成")
        case .done: language.text(en: "done", zh: "完成")
        case .waived: language.text(en: "waived", zh: "免除")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func specialPeriodState(_ period: APISpecialPeriod) -> String {
        if period.isOpen { return language.text(en: "open", zh: "进行中") }
        let today = moment(Google_Protobuf_Timestamp(date: Date())).prefix(10)
        return period.startsOn > today ? language.text(en: "planned", zh: "未开始") : language.text(en: "over", zh: "已结束")
    }

    static func specialPeriod(_ kind: APISpecialPeriodKind) -> String {
        switch kind {
        case .spring: language.text(en: "spring", zh: "春季")
        case .enrolment: language.text(en: "enrolment", zh: "入学季")
        case .exams: language.text(en: "exams", zh: "考试季")
        case .graduation: language.text(en: "graduation", zh: "毕业季")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func reviewCause(_ cause: APISpecialReviewCause) -> String {
        switch cause {
        case .careList: language.text(en: "care list", zh: "关爱名单")
        case .crisisCase: language.text(en: "crisis case", zh: "危机个案")
        case .circumstance: language.text(en: "circumstance", zh: "重点关注类别")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
