/// A year of study within a stage · 年级.
public struct Grade: Hashable, Sendable, Comparable {
    public let stage: SchoolStage
    /// From 1.
    public let year: Int

    /// Nothing if the stage has no such year.
    public init?(stage: SchoolStage, year: Int) {
        guard stage.years.contains(year) else { return nil }
        self.stage = stage
        self.year = year
    }

    /// The number counted from the first year of primary school: 1–12, as norms are tabled. Higher education goes on
    /// from 13.
    public var number: Int {
        switch stage {
        case .primary: year
        case .junior: 6 + year
        case .senior, .vocational: 9 + year
        case .higherVocational, .university: 12 + year
        }
    }

    /// 四年级, 初二, 高三, 中职一年级, 高职二年级, 大一; in English by number and stage.
    public var name: LocalText {
        let numerals = ["一", "二", "三", "四", "五", "六"]
        let numeral = numerals[year - 1]
        return switch stage {
        case .primary: LocalText(numeral + "年级", "Grade \(number)")
        case .junior: LocalText("初" + numeral, "Grade \(number)")
        case .senior: LocalText("高" + numeral, "Grade \(number)")
        case .vocational: LocalText("中职" + numeral + "年级", "Vocational year \(year)")
        case .higherVocational: LocalText("高职" + numeral + "年级", "Higher vocational year \(year)")
        case .university: LocalText("大" + numeral, "University year \(year)")
        }
    }

    public static func < (left: Grade, right: Grade) -> Bool { (left.number, left.year) < (right.number, right.year) }
}

extension Grade {
    /// The grade that `text` names in a school of this stage, or nothing.
    ///
    /// Understands a year of the stage (`2`), the number from primary school on (`8`, `八年级`, `Grade 8`), and the
    /// stage's own words (`初二`, `高三`, `大一`, `中职一年级`, `2年级`). A number that could be both is the number from
    /// primary school on only where the stage has no such year.
    public init?(_ text: some StringProtocol, stage: SchoolStage) {
        var rest = Substring(text.filter { $0 != " " })
        let prefixes: [(String, SchoolStage)] = [
            ("小学", .primary), ("小", .primary), ("初中", .junior), ("初", .junior), ("高中", .senior), ("中职", .vocational),
            ("职高", .vocational), ("高职", .higherVocational), ("大学", .university), ("大", .university), ("高", .senior),
        ]
        var named: SchoolStage?
        for (prefix, prefixStage) in prefixes where rest.hasPrefix(prefix) {
            named = prefixStage
            rest = rest.dropFirst(prefix.count)
            break
        }
        // 高一 and 大一 are said in vocational and higher vocational schools too.
        if let said = named, said != stage {
            guard (said == .senior && stage == .vocational) || (said == .university && stage == .higherVocational)
            else { return nil }
        }
        for word in ["Grade", "grade", "GRADE"] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        for suffix in ["年级", "年"] where rest.hasSuffix(suffix) {
            rest = rest.dropLast(suffix.count)
            break
        }
        guard let said = Self.count(rest) else { return nil }
        if let grade = Grade(stage: stage, year: said) {
            self = grade
            return
        }
        guard named == nil, let first = Grade(stage: stage, year: 1),
            let grade = Grade(stage: stage, year: said - first.number + 1)
        else { return nil }
        self = grade
    }

    private static func count(_ text: Substring) -> Int? {
        let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
        if let index = numerals.firstIndex(of: String(text)) { return index + 1 }
        guard text.utf8.count <= 2, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }
}
