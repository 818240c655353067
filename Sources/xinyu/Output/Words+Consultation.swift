internal import XinyuAPI

/// The words of consultation.
extension Words {
    static func consultationState(_ value: APIConsultationState) -> String {
        switch value {
        case .requested: language.text(en: "requested", zh: "待指派")
        case .assigned: language.text(en: "experts assigned", zh: "会诊中")
        case .opinionsIn: language.text(en: "opinions in", zh: "意见已齐")
        case .concluded: language.text(en: "concluded", zh: "已形成结论")
        case .cancelled: language.text(en: "cancelled", zh: "已取消")
        case .expired: language.text(en: "expired", zh: "已逾期终止")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func consultationUrgency(_ value: APIConsultationUrgency) -> String {
        switch value {
        case .ordinary: language.text(en: "ordinary", zh: "普通")
        case .urgent: language.text(en: "urgent", zh: "紧急")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func declaration(_ value: APIInterestDeclaration) -> String {
        switch value {
        case .pending: language.text(en: "not declared", zh: "未申报")
        case .none: language.text(en: "no conflict", zh: "无利益冲突")
        case .conflict: language.text(en: "conflict", zh: "有利益冲突")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// What the state machine of such an intervention is called; empty where it has none.
    static func thing(_ value: APICaseFile.Intervention.Kind) -> String {
        switch value {
        case .careList: "care-list entry"
        case .plan: "plan"
        case .referral: "referral"
        case .crisisCase: "crisis case"
        case .counselling: "appointment"
        case .interview, .mentoring, .unspecified, .UNRECOGNIZED: ""
        }
    }

    static func intervention(_ value: APICaseFile.Intervention.Kind) -> String {
        switch value {
        case .careList: language.text(en: "care list", zh: "关爱清单")
        case .plan: language.text(en: "plan", zh: "一人一案")
        case .interview: language.text(en: "interview", zh: "面谈")
        case .referral: language.text(en: "referral", zh: "转介")
        case .crisisCase: language.text(en: "crisis case", zh: "危机个案")
        case .counselling: language.text(en: "counselling room", zh: "心理辅导")
        case .mentoring: language.text(en: "mentoring", zh: "成长导师")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
