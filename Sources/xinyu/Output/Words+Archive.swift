internal import XinyuAPI

/// The words of the archive.
extension Words {
    static func archiveSection(_ section: APIArchiveSection) -> String {
        switch section {
        case .identity: language.text(en: "enrolment", zh: "建档与学籍")
        case .assessments: language.text(en: "assessments", zh: "心理测评")
        case .observations: language.text(en: "observations", zh: "日常观察")
        case .information: language.text(en: "information", zh: "信息汇集")
        case .circumstances: language.text(en: "circumstances", zh: "重点关注类别")
        case .attachments: language.text(en: "attachments", zh: "附件")
        case .warnings: language.text(en: "warnings", zh: "预警与排查")
        case .counselling: language.text(en: "counselling", zh: "面谈与辅导")
        case .care: language.text(en: "care list", zh: "关爱清单")
        case .plans: language.text(en: "plans", zh: "一人一案")
        case .crises: language.text(en: "crises", zh: "危机个案")
        case .consultations: language.text(en: "consultations", zh: "专家会诊")
        case .referrals: language.text(en: "referrals", zh: "转介")
        case .mentoring: language.text(en: "mentoring", zh: "成长导师")
        case .protected: language.text(en: "protected", zh: "受保护事项")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// What of a section the caller may read.
    static func openness(_ section: APIArchiveSectionOverview) -> String {
        if !section.isReadable { return language.text(en: "no", zh: "无权限") }
        return section.isOpenInFull
            ? language.text(en: "in full", zh: "全部") : language.text(en: "lines alone", zh: "仅条目")
    }

    static func recordState(_ state: APIRecordState) -> String {
        switch state {
        case .standing: language.text(en: "standing", zh: "有效")
        case .withdrawn: language.text(en: "withdrawn", zh: "已撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func recordChange(_ change: APIRecordChange) -> String {
        switch change {
        case .made: language.text(en: "made", zh: "登记")
        case .corrected: language.text(en: "corrected", zh: "更正")
        case .ended: language.text(en: "ended", zh: "结束")
        case .withdrawn: language.text(en: "withdrawn", zh: "撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func attachmentState(_ state: APIAttachmentState) -> String {
        switch state {
        case .receiving: language.text(en: "being received", zh: "上传中")
        case .kept: language.text(en: "kept", zh: "在档")
        case .withdrawn: language.text(en: "withdrawn", zh: "已撤回")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func sign(_ sign: APIObservationSign) -> String {
        switch sign {
        case .mood: language.text(en: "mood", zh: "情绪")
        case .sleep: language.text(en: "sleep", zh: "睡眠")
        case .eating: language.text(en: "eating", zh: "饮食")
        case .withdrawal: language.text(en: "withdrawal", zh: "退缩独处")
        case .study: language.text(en: "study", zh: "学习状态")
        case .conduct: language.text(en: "conduct", zh: "冲动违纪")
        case .body: language.text(en: "body", zh: "躯体不适")
        case .loss: language.text(en: "loss", zh: "丧失变故")
        case .other: language.text(en: "other", zh: "其他")
        case .selfHarm: language.text(en: "self-harm!", zh: "自伤迹象！")
        case .deathTalk: language.text(en: "talk of dying!", zh: "谈论死亡！")
        case .farewell: language.text(en: "farewell!", zh: "告别赠物！")
        case .threat: language.text(en: "threat!", zh: "扬言伤人！")
        case .harmed: language.text(en: "is harmed!", zh: "疑受侵害！")
        case .unreality: language.text(en: "out of touch!", zh: "脱离现实！")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func informationSource(_ source: APIInformationSource) -> String {
        switch source {
        case .student: language.text(en: "student", zh: "学生本人")
        case .guardian: language.text(en: "guardian", zh: "监护人")
        case .classmate: language.text(en: "classmate", zh: "同学")
        case .teacher: language.text(en: "teacher", zh: "教师")
        case .hospital: language.text(en: "hospital", zh: "医疗机构")
        case .hotline: language.text(en: "hotline", zh: "心理热线")
        case .police: language.text(en: "police", zh: "公安")
        case .onlineIncident: language.text(en: "online incident", zh: "网络事件")
        case .otherSchool: language.text(en: "other school", zh: "其他学校")
        case .community: language.text(en: "community", zh: "社区")
        case .schoolFiles: language.text(en: "school files", zh: "学校资料")
        case .other: language.text(en: "other", zh: "其他")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func trust(_ trust: APISignalTrust) -> String {
        switch trust {
        case .hearsay: language.text(en: "hearsay", zh: "传闻")
        case .observed: language.text(en: "observed", zh: "亲见")
        case .confirmed: language.text(en: "confirmed", zh: "已核实")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func circumstance(_ category: APICircumstanceCategory) -> String {
        switch category {
        case .singleParent: language.text(en: "single parent", zh: "单亲")
        case .divorced: language.text(en: "parents divorced", zh: "离异")
        case .leftBehind: language.text(en: "left behind", zh: "留守")
        case .migrant: language.text(en: "migrant", zh: "随迁")
        case .blendedFamily: language.text(en: "blended family", zh: "重组家庭")
        case .noParentalCare: language.text(en: "no parental care", zh: "孤儿或事实无人抚养")
        case .congenitalDisease: language.text(en: "congenital disease", zh: "先天性疾病")
        case .weakConstitution: language.text(en: "weak constitution", zh: "体质异常")
        case .chronicIllness: language.text(en: "chronic illness", zh: "慢性疾病")
        case .disability: language.text(en: "disability", zh: "残疾")
        case .mentalCondition: language.text(en: "mental condition", zh: "特殊心理状况")
        case .specialPersonality: language.text(en: "special personality", zh: "特殊个性")
        case .economicHardship: language.text(en: "economic hardship", zh: "家庭经济困难")
        case .studyPressure: language.text(en: "study pressure", zh: "学习压力大")
        case .bullyingVictim: language.text(en: "was bullied", zh: "曾受欺凌")
        case .violenceVictim: language.text(en: "suffered violence", zh: "曾受暴力侵害")
        case .sexualAssaultVictim: language.text(en: "was sexually assaulted", zh: "曾受性侵害")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
