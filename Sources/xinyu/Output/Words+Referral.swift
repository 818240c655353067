internal import XinyuAPI

/// The words of referral.
extension Words {
    static func referralState(_ value: APIReferralState) -> String {
        switch value {
        case .drafted: language.text(en: "drafted", zh: "已起草")
        case .consented: language.text(en: "consented", zh: "已同意")
        case .sent: language.text(en: "sent", zh: "已送出")
        case .received: language.text(en: "received", zh: "已接收")
        case .scheduled: language.text(en: "scheduled", zh: "已预约")
        case .attended: language.text(en: "attended", zh: "已就诊")
        case .noShow: language.text(en: "no show", zh: "未到诊")
        case .feedback: language.text(en: "feedback given", zh: "已反馈")
        case .closed: language.text(en: "closed", zh: "已结案")
        case .refused: language.text(en: "refused", zh: "未接收")
        case .withdrawn: language.text(en: "withdrawn", zh: "已撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func referralUrgency(_ referral: APIAddressedReferral) -> String {
        if referral.isGreenChannel { return language.text(en: "crisis, green channel", zh: "危机（绿色通道）") }
        return referral.urgency == .crisis
            ? language.text(en: "crisis", zh: "危机") : language.text(en: "ordinary", zh: "普通")
    }

    static func referralDelay(_ value: APIReferralDelay) -> String {
        switch value {
        case .inTime: language.text(en: "in time", zh: "期限内")
        case .overdue: language.text(en: "overdue", zh: "逾期")
        case .escalated: language.text(en: "escalated", zh: "逾期已上报")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func referralSection(_ value: APIReferralSection) -> String {
        switch value {
        case .identity: language.text(en: "identity", zh: "身份")
        case .contacts: language.text(en: "contacts", zh: "监护人联系方式")
        case .reason: language.text(en: "reason", zh: "转介原因")
        case .summary: language.text(en: "summary", zh: "个案摘要")
        case .scores: language.text(en: "scores", zh: "测评结果")
        case .attentionLevel: language.text(en: "attention level", zh: "关注等级")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func consentGiver(_ value: APIConsentGiver) -> String {
        switch value {
        case .student: language.text(en: "student", zh: "学生本人")
        case .guardian: language.text(en: "guardian", zh: "监护人")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func returnToSchool(_ value: APIReturnToSchool) -> String {
        switch value {
        case .fit: language.text(en: "fit for school", zh: "可正常上学")
        case .withSupport: language.text(en: "with support", zh: "支持下上学")
        case .rest: language.text(en: "rest", zh: "休养")
        case .inpatient: language.text(en: "inpatient", zh: "住院")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func institutionKind(_ value: APIInstitutionKind) -> String {
        switch value {
        case .psychiatricHospital: language.text(en: "psychiatric hospital", zh: "精神专科医院")
        case .generalHospital: language.text(en: "general hospital", zh: "综合医院精神（心理）科")
        case .childrenHospital: language.text(en: "children's hospital", zh: "妇幼、儿童医院")
        case .crisisCentre: language.text(en: "crisis centre", zh: "心理危机干预中心")
        case .counsellingCentre: language.text(en: "counselling centre", zh: "社会心理服务机构")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
