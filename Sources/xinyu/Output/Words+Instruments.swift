internal import XinyuAPI

/// The words of the catalogue of instruments, and of re-scoring.
extension Words {
    static func instrumentState(_ state: APIInstrumentState) -> String {
        switch state {
        case .installed: language.text(en: "installed", zh: "已安装")
        case .active: language.text(en: "active", zh: "启用")
        case .retired: language.text(en: "retired", zh: "停用")
        case .suspended: language.text(en: "suspended", zh: "暂停")
        case .removed: language.text(en: "removed", zh: "已卸载")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func instrumentMove(_ move: APIInstrumentMoveKind) -> String {
        switch move {
        case .install: language.text(en: "install", zh: "安装")
        case .activate: language.text(en: "activate", zh: "启用")
        case .retire: language.text(en: "retire", zh: "停用")
        case .suspend: language.text(en: "suspend", zh: "暂停")
        case .reinstate: language.text(en: "reinstate", zh: "恢复")
        case .uninstall: language.text(en: "uninstall", zh: "卸载")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// Why it is suspended; empty while it is not.
    static func suspension(_ suspension: APIInstrumentSuspension) -> String {
        switch suspension {
        case .strikes: language.text(en: "failed three times", zh: "一小时内失败三次")
        case .files: language.text(en: "files gone or changed", zh: "文件丢失或被改动")
        case .check: language.text(en: "a fresh check failed", zh: "复检未通过")
        case .person: language.text(en: "by hand", zh: "人工暂停")
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    static func rescoringState(_ state: APIRescoringState) -> String {
        switch state {
        case .running: language.text(en: "running", zh: "评分中")
        case .ready: language.text(en: "ready: adopt or reject it", zh: "待确认（采纳或不采纳）")
        case .adopting: language.text(en: "adopting", zh: "采纳中")
        case .adopted: language.text(en: "adopted", zh: "已采纳")
        case .rejected: language.text(en: "rejected", zh: "不采纳")
        case .cancelled: language.text(en: "cancelled", zh: "已取消")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    /// A count, or that it is held back.
    static func count(_ count: APIRescoringCount) -> String {
        count.isHeldBack ? language.text(en: "held back", zh: "不显示") : String(count.value)
    }
}
