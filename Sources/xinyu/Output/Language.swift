internal import Domain
internal import Foundation

/// The language that people are spoken to, from the locale.
enum Language: String {
    case english = "en"
    case chinese = "zh"

    /// From `LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set; English unless it is Chinese.
    static let current = Language(environment: ProcessInfo.processInfo.environment)

    init(environment: [String: String]) {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }

    func text(en english: String, zh chinese: String) -> String {
        switch self {
        case .english: english
        case .chinese: chinese
        }
    }

    func text(_ text: LocalText) -> String { self.text(en: text.english, zh: text.chinese) }
}
