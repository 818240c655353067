internal import XinyuAPI

/// The words of the counselling room and of mentoring.
extension Words {
    static func appointmentState(_ state: APIAppointmentState) -> String {
        switch state {
        case .requested: language.text(en: "requested", zh: "待确认")
        case .confirmed: language.text(en: "confirmed", zh: "已确认")
        case .checkedIn: language.text(en: "checked in", zh: "已到访")
        case .completed: language.text(en: "completed", zh: "已完成")
        case .cancelled: language.text(en: "cancelled", zh: "已取消")
        case .noShow: language.text(en: "no-show", zh: "未到访")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func dutyKind(_ kind: APIDutyKind) -> String {
        switch kind {
        case .weekly: language.text(en: "weekly", zh: "每周")
        case .dated: language.text(en: "dated", zh: "单日")
        case .absence: language.text(en: "absence", zh: "离岗")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func contactForm(_ form: APIContactForm) -> String {
        switch form {
        case .talk: language.text(en: "talk", zh: "谈话")
        case .homeVisit: language.text(en: "home visit", zh: "家访")
        case .dormVisit: language.text(en: "dorm visit", zh: "走访宿舍")
        case .activity: language.text(en: "activity", zh: "共同活动")
        case .phone: language.text(en: "phone", zh: "电话")
        case .message: language.text(en: "message", zh: "信息")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// Why a student comes first for a mentor, as the contract writes it.
    static func mentorPriority(_ group: String) -> String {
        switch group {
        case "special_family": language.text(en: "special family", zh: "特殊家庭")
        case "physical_condition": language.text(en: "physical condition", zh: "先天疾病或体质异常")
        case "psychological_problem": language.text(en: "on the care list", zh: "存在心理问题")
        case "economic_hardship": language.text(en: "economic hardship", zh: "家庭经济困难")
        case "study_pressure": language.text(en: "study pressure", zh: "学习压力大")
        default: group
        }
    }

    /// Appointments and, in brackets, people; what is suppressed is told as such.
    static func cell(_ cell: APICountedCell) -> String {
        cell.suppressed ? language.text(en: "suppressed", zh: "不显示") : "\(cell.appointments) (\(cell.students))"
    }
}
