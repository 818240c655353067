internal import XinyuAPI

/// The words of screenings, sheets and instruments.
extension Words {
    static func campaignState(_ state: APICampaignState) -> String {
        switch state {
        case .draft: language.text(en: "draft", zh: "起草")
        case .open: language.text(en: "open", zh: "进行中")
        case .closed: language.text(en: "closed", zh: "已关闭")
        case .archived: language.text(en: "archived", zh: "已归档")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func sheetState(_ state: APISheetState) -> String {
        switch state {
        case .invited: language.text(en: "invited", zh: "待作答")
        case .started: language.text(en: "started", zh: "作答中")
        case .submitted: language.text(en: "submitted", zh: "已提交")
        case .scored: language.text(en: "scored", zh: "已计分")
        case .absent: language.text(en: "absent", zh: "缺席")
        case .exempt: language.text(en: "exempt", zh: "免测")
        case .declined: language.text(en: "declined", zh: "拒测")
        case .void: language.text(en: "void", zh: "作废")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// To the student, whose answers are handed in and nothing more.
    static func ownSheetState(_ state: APISheetState) -> String {
        switch state {
        case .submitted, .scored: language.text(en: "handed in", zh: "已提交")
        default: sheetState(state)
        }
    }

    static func keyTermState(_ state: String) -> String {
        switch state {
        case "active": language.text(en: state, zh: "使用中")
        case "retiring": language.text(en: state, zh: "轮换中")
        case "retired": language.text(en: state, zh: "已停用")
        default: state
        }
    }

    static func stage(_ stage: APISchoolStage) -> String {
        switch stage {
        case .primary: language.text(en: "primary school", zh: "小学")
        case .junior: language.text(en: "junior school", zh: "初中")
        case .senior: language.text(en: "senior school", zh: "高中")
        case .vocational: language.text(en: "vocational school", zh: "中职")
        case .higherVocational: language.text(en: "higher vocational school", zh: "高职")
        case .university: language.text(en: "university", zh: "本科")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func sex(_ sex: APISex) -> String {
        switch sex {
        case .female: language.text(en: "female", zh: "女")
        case .male: language.text(en: "male", zh: "男")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
