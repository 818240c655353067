internal import Domain
internal import XinyuAPI

/// The words of transfer, retention and erasure.
extension Words {
    static func transferState(_ state: APITransferState) -> String {
        switch state {
        case .sealed: language.text(en: "sealed", zh: "已封装")
        case .acknowledged: language.text(en: "received there, read-only here", zh: "对方已签收，本校只读")
        case .expired: language.text(en: "copy destroyed", zh: "副本已销毁")
        case .withdrawn: language.text(en: "withdrawn", zh: "已撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func erasureState(_ state: APIErasureState) -> String {
        switch state {
        case .requested: language.text(en: "requested", zh: "待确认")
        case .confirmed: language.text(en: "under way", zh: "删除中")
        case .done: language.text(en: "done", zh: "已删除")
        case .refused: language.text(en: "refused", zh: "不予删除")
        case .withdrawn: language.text(en: "withdrawn", zh: "已撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func erasureGround(_ ground: APIErasureGround) -> String {
        switch ground {
        case .purposeReached: language.text(en: "purpose reached", zh: "处理目的已实现或无法实现")
        case .consentWithdrawn: language.text(en: "consent withdrawn", zh: "撤回同意")
        case .unlawful: language.text(en: "should not have been kept", zh: "违法处理")
        case .guardianRequest: language.text(en: "asked for by guardian or student", zh: "监护人或本人要求")
        case .retention: language.text(en: "time of retention over", zh: "保存期限届满")
        case .transferredCopy: language.text(en: "copy of a transferred archive", zh: "转出档案副本到期")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// A topic of an archive, by its word in files; one that is not known stays as it is.
    static func topic(_ word: String) -> String {
        switch ArchiveTopic(rawValue: word) {
        case .assessments: language.text(en: "assessments", zh: "心理测评")
        case .records: language.text(en: "observations, information, circumstances", zh: "日常观察、信息与重点关注类别")
        case .attachments: language.text(en: "attachments", zh: "附件")
        case .warnings: language.text(en: "signals and warnings", zh: "线索与预警")
        case .interviews: language.text(en: "interviews", zh: "面谈")
        case .care: language.text(en: "care list and plans", zh: "关爱清单与一人一案")
        case .crises: language.text(en: "crisis cases", zh: "危机个案")
        case .trauma: language.text(en: "trauma protocol", zh: "受保护事项")
        case .specialReviews: language.text(en: "special reviews", zh: "特殊节点排查")
        case .consultations: language.text(en: "consultations", zh: "专家会诊")
        case .referrals: language.text(en: "referrals", zh: "转介")
        case .counselling: language.text(en: "counselling", zh: "心理辅导")
        case .mentoring: language.text(en: "mentors and buddies", zh: "成长导师与伙伴")
        case .received: language.text(en: "from other schools", zh: "其他学校转入")
        case .timeline: language.text(en: "timeline", zh: "时间线")
        case nil: word
        }
    }

    /// What a file leaves out, and why the law lets it.
    static func withheld(_ part: String, _ count: Int) -> String {
        switch WithheldPart.Part(rawValue: part) {
        case .trauma:
            language.text(
                en: "left out: \(count) records of protected matters (未成年人保护法 11, 个人信息保护法 28)",
                zh: "未包含：受保护事项 \(count) 条（《未成年人保护法》第十一条、《个人信息保护法》第二十八条）")
        case .interviewNotes:
            language.text(
                en: "left out: \(count) notes of interviews, which were held in confidence (精神卫生法 23)",
                zh: "未包含：面谈与辅导记录原文 \(count) 条（《精神卫生法》第二十三条，尊重隐私与保密）")
        case .thirdPersons:
            language.text(
                en: "left out: \(count) records of what third persons told in confidence (个人信息保护法 45)",
                zh: "未包含：第三人提供的信息 \(count) 条（《个人信息保护法》第四十五条第一款但书）")
        case .attachments:
            language.text(
                en: "left out: \(count) pieces of attached files; look at them with the counsellor",
                zh: "未包含：附件内容 \(count) 段，请与心理教师一同查阅")
        case .received:
            language.text(
                en: "left out: \(count) records of other schools; ask them", zh: "未包含：其他学校转来的记录 \(count) 条，请向原学校查阅")
        case nil: "\(part): \(count)"
        }
    }

    static func student(_ field: String) -> String {
        switch field {
        case "number": language.text(en: "student number", zh: "学号")
        case "nationalID": language.text(en: "national id", zh: "身份证号")
        case "sex": language.text(en: "sex", zh: "性别")
        case "birthDate": language.text(en: "birth date", zh: "出生日期")
        default: field
        }
    }
}
