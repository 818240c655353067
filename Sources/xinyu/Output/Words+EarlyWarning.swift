internal import XinyuAPI

/// The words of the early-warning network.
extension Words {
    static func warningChange(_ change: APIWarningChange) -> String {
        switch change {
        case .raised: language.text(en: "raised", zh: "提出")
        case .told: language.text(en: "told", zh: "已通知")
        case .passedOver: language.text(en: "nobody there, passed over", zh: "无人可通知，跳过")
        case .escalated: language.text(en: "deadline missed, escalated", zh: "逾期升级")
        case .acknowledged: language.text(en: "acknowledged", zh: "认领")
        case .handedOver: language.text(en: "handed over", zh: "移交")
        case .confirmed: language.text(en: "confirmed", zh: "确认")
        case .dismissed: language.text(en: "dismissed", zh: "排除")
        case .inIntervention: language.text(en: "intervention began", zh: "开始干预")
        case .resolved: language.text(en: "resolved", zh: "解除")
        case .signalAdded: language.text(en: "a further signal", zh: "新增线索")
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    static func signalKind(_ kind: APISignalKind) -> String {
        switch kind {
        case .assessment: language.text(en: "assessment", zh: "测评")
        case .observation: language.text(en: "observation", zh: "日常观察")
        case .information: language.text(en: "information", zh: "信息")
        case .absence: language.text(en: "absence", zh: "缺勤")
        case .freeText: language.text(en: "free text", zh: "文本")
        case .hotline: language.text(en: "hotline", zh: "热线")
        case .external: language.text(en: "from outside", zh: "外部通报")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func externalReportState(_ state: APIExternalReportState) -> String {
        switch state {
        case .waiting: language.text(en: "waiting", zh: "待匹配")
        case .matched: language.text(en: "taken up", zh: "已受理")
        case .refused: language.text(en: "refused", zh: "已退回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func networkPart(_ part: APINetworkPart) -> String {
        switch part {
        case .responsible: language.text(en: "responsible", zh: "责任人")
        case .deputy: language.text(en: "deputy", zh: "副责任人")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func networkGap(_ kind: APINetworkGapKind) -> String {
        switch kind {
        case .nobody: language.text(en: "nobody is responsible", zh: "无责任人")
        case .responsibleStopped: language.text(en: "the responsible person's account is stopped", zh: "责任人账号已停用")
        case .responsibleWithoutRole: language.text(en: "the responsible person has no role there", zh: "责任人无权限")
        case .tooFewPeerObservers: language.text(en: "too few peer observers", zh: "心理委员不足")
        case .noCrisisLead: language.text(en: "no crisis lead", zh: "无专班负责人")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func roundKind(_ kind: APIRoundKind) -> String {
        switch kind {
        case .dormVisit: language.text(en: "visit to a dorm", zh: "走访宿舍")
        case .departmentReview: language.text(en: "review of a department", zh: "院系研判")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func reportState(_ report: APIDayReport) -> String {
        if report.isMissing { return language.text(en: "missing", zh: "缺报") }
        guard report.hasSentAt else {
            return report.hasDueAt ? language.text(en: "still to come", zh: "待报") : ""
        }
        return report.nothingToReport
            ? language.text(en: "nothing to report", zh: "零报告") : language.text(en: "reported", zh: "已报")
    }
}
