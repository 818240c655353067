internal import XinyuAPI

extension APIGetQuestionnaireResponse.Item {
    /// The item's key where it has one, as `q5a`; its number else.
    var label: String { key.isEmpty ? "\(number)" : key }

    /// What can be answered.
    var answers: String {
        let language = Language.current
        let range = "\(minimum)–\(maximum)"
        return switch kind {
        case .clock: language.text(en: "a time of day, as 23:30", zh: "时刻，如 23:30")
        case .minutes: language.text(en: "minutes, \(range)", zh: "分钟，\(range)")
        case .count: language.text(en: "a number, \(range)", zh: "数字，\(range)")
        case .thousandths:
            language.text(
                en: "a number, \(Words.thousandths(minimum))–\(Words.thousandths(maximum)), as 6.5",
                zh: "数字，\(Words.thousandths(minimum))–\(Words.thousandths(maximum))，如 6.5")
        case .code, .unspecified, .UNRECOGNIZED:
            options.map { "\($0.code) \($0.text)" }.joined(separator: "  ")
        }
    }
}

extension APIGetQuestionnaireResponse.Block {
    func isBegun(by item: APIGetQuestionnaireResponse.Item, _ questionnaire: APIGetQuestionnaireResponse) -> Bool {
        questionnaire.items.first { $0.block == id }?.number == item.number
    }

    /// Whom the items of the block are for.
    var heading: String {
        guard !askedWhenAnyOf.isEmpty else {
            return Language.current.text(en: "— optional —", zh: "— 选答 —")
        }
        let items = askedWhenAnyOf.map(String.init).joined(separator: ", ")
        return Language.current.text(
            en: "— only if an answer to \(items) is \(atLeast) or more —",
            zh: "— 仅当第 \(items) 题有任一答案不低于 \(atLeast) 时作答 —")
    }
}

/// A time of day as people write it.
enum ClockAnswer {
    /// Minutes after midnight, of "23:30"; nothing if it is none.
    static func minutes(_ text: String) -> Int32? {
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count == 2, let hour = Int32(words[0]), let minute = Int32(words[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
