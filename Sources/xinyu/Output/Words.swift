internal import Foundation
internal import SwiftProtobuf
internal import XinyuAPI

/// The field's words for what the wire names, in the person's language.
enum Words {
    static var language: Language { Language.current }

    static func role(_ role: APIRole) -> String {
        switch role {
        case .student: language.text(en: "student", zh: "学生")
        case .peerObserver: language.text(en: "peer observer", zh: "心理委员")
        case .classTeacher: language.text(en: "class teacher", zh: "班主任")
        case .gradeLead: language.text(en: "grade lead", zh: "年级负责人")
        case .mentor: language.text(en: "mentor", zh: "成长导师")
        case .counsellor: language.text(en: "counsellor", zh: "专职心理教师")
        case .crisisLead: language.text(en: "crisis lead", zh: "专班负责人")
        case .expert: language.text(en: "expert", zh: "会诊专家")
        case .hospitalLiaison: language.text(en: "hospital liaison", zh: "定点医院联络人")
        case .supervisor: language.text(en: "supervisor", zh: "督导")
        case .registrar: language.text(en: "registrar", zh: "学籍与账号管理员")
        case .securityOfficer: language.text(en: "security officer", zh: "安全员")
        case .instrumentManager: language.text(en: "instrument manager", zh: "测评工具管理员")
        case .externalReporter: language.text(en: "external reporter", zh: "外部报告人")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// A role as the access log writes it: `class_teacher`.
    static func role(named name: String) -> String {
        (try? enumValue(APIRole.self, name, prefix: "ROLE_")).map(role) ?? name
    }

    static func scope(_ kind: APIGrantScopeKind) -> String {
        switch kind {
        case .installation: language.text(en: "installation", zh: "全系统")
        case .unit: language.text(en: "unit", zh: "单位")
        case .student: language.text(en: "student", zh: "学生")
        case .panel: language.text(en: "panel of experts", zh: "会诊专家库")
        case .institution: language.text(en: "institution", zh: "医疗机构")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// The plain word; number and colour are the place's own (`LevelWords`).
    static func level(_ level: APIAttentionLevel) -> String {
        switch level {
        case .none: language.text(en: "none", zh: "无")
        case .watch: language.text(en: "watch", zh: "一般关注")
        case .concern: language.text(en: "concern", zh: "重点关注")
        case .crisis: language.text(en: "crisis", zh: "危机")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func warningState(_ state: APIWarningState) -> String {
        switch state {
        case .raised: language.text(en: "raised", zh: "待确认")
        case .acknowledged: language.text(en: "acknowledged", zh: "已认领")
        case .confirmed: language.text(en: "confirmed", zh: "已确认")
        case .dismissed: language.text(en: "dismissed", zh: "已排除")
        case .inIntervention: language.text(en: "in intervention", zh: "干预中")
        case .resolved: language.text(en: "resolved", zh: "已解除")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func careState(_ state: APICareState) -> String {
        switch state {
        case .proposed: language.text(en: "proposed", zh: "建议列入")
        case .active: language.text(en: "active", zh: "关爱中")
        case .monitoring: language.text(en: "monitoring", zh: "观察中")
        case .removed: language.text(en: "removed", zh: "已移出")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func unitKind(_ kind: APIUnitKind) -> String {
        switch kind {
        case .province: language.text(en: "province", zh: "省")
        case .city: language.text(en: "city", zh: "设区市")
        case .county: language.text(en: "county", zh: "县区")
        case .school: language.text(en: "school", zh: "学校")
        case .grade: language.text(en: "grade", zh: "年级")
        case .department: language.text(en: "department", zh: "院系")
        case .class: language.text(en: "class", zh: "班级")
        case .dorm: language.text(en: "dorm", zh: "宿舍")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func archiveKind(_ kind: APIArchiveKind) -> String {
        switch kind {
        case .enrolment: language.text(en: "enrolment", zh: "建档")
        case .assessment: language.text(en: "assessment", zh: "测评")
        case .observation: language.text(en: "observation", zh: "日常观察")
        case .warning: language.text(en: "warning", zh: "预警")
        case .interview: language.text(en: "interview", zh: "面谈")
        case .care: language.text(en: "care list", zh: "关爱清单")
        case .plan: language.text(en: "plan", zh: "一人一案")
        case .consultation: language.text(en: "consultation", zh: "专家会诊")
        case .referral: language.text(en: "referral", zh: "转介")
        case .counselling: language.text(en: "counselling room", zh: "心理辅导")
        case .mentoring: language.text(en: "mentoring", zh: "成长导师")
        case .crisis: language.text(en: "crisis", zh: "危机个案")
        case .protected: language.text(en: "protected", zh: "受保护事项")
        case .specialReview: language.text(en: "special review", zh: "特殊节点排查")
        case .signal: language.text(en: "signal", zh: "线索")
        case .transfer: language.text(en: "transfer and retention", zh: "转接与保存")
        case .information: language.text(en: "information", zh: "信息")
        case .circumstance: language.text(en: "circumstance", zh: "重点关注类别")
        case .attachment: language.text(en: "attachment", zh: "附件")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func verdict(_ verdict: APIEffectVerdict) -> String {
        switch verdict {
        case .improved: language.text(en: "improved", zh: "好转")
        case .unchanged: language.text(en: "unchanged", zh: "无可靠变化")
        case .worse: language.text(en: "worse", zh: "加重")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func proposal(_ proposal: APICareProposal) -> String {
        switch proposal {
        case .up: language.text(en: "raise the level", zh: "建议上调")
        case .keep: language.text(en: "keep the level", zh: "建议维持")
        case .down: language.text(en: "lower the level", zh: "建议下调")
        case .remove: language.text(en: "remove from the list", zh: "建议移出")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// The terminal's time to the minute, with its offset from UTC: 2026-11-30 13:30 +08.
    static func moment(_ stamp: Google_Protobuf_Timestamp) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm x"
        return formatter.string(from: stamp.date)
    }

    /// Thousandths as a person writes them: 18, or 3.5.
    static func thousandths(_ milli: Int32) -> String {
        guard milli % 1000 != 0 else { return String(milli / 1000) }
        let sign = milli < 0 ? "-" : ""
        let digits = String(milli.magnitude % 1000)
        var fraction = String(repeating: "0", count: 3 - digits.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(milli.magnitude / 1000).\(fraction)"
    }

    static func permille(_ permille: UInt32) -> String { "\(permille / 10).\(permille % 10) %" }
}
