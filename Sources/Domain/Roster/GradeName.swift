/// What a grade's name says of how far its students are: 七年级, 初一, 高一年级, Grade 7.
public enum GradeName {
    /// The grade, counted as `SchoolStage.grades` does, or nothing where the name does not tell: a year of enrolment
    /// (2026级), another stage's grade, or 一年级 in a junior or senior school, which may run the lower stages too.
    public static func grade(in name: String, stage: SchoolStage) -> Int? {
        var rest = Substring(FullWidthForms.narrowed(name).lowercased().filter { !$0.isWhitespace })
        let prefix = prefixes.first { rest.hasPrefix($0.text) }
        if let prefix { rest = rest.dropFirst(prefix.text.count) }
        let suffix = "年级"
        // 七 alone is no name of a grade, 7 and 初一 are.
        let isNumber = rest.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        if rest.hasSuffix(suffix) {
            rest = rest.dropLast(suffix.count)
        } else if prefix == nil, !isNumber {
            return nil
        }
        guard let number = numbers[String(rest)] else { return nil }
        if let years = prefix?.years {
            guard years.count >= number, prefix?.stages.contains(stage) == true else { return nil }
            return years.lowerBound + number - 1
        }
        if stage.grades.contains(number) { return number }
        // A vocational school has no stage below it to which the number could belong.
        return stage == .vocational && number <= stage.grades.count ? stage.grades.lowerBound + number - 1 : nil
    }

    private struct Prefix {
        let text: String
        let stages: Set<SchoolStage>
        /// The grades that 一, 二… after it are; none where the number is the grade itself.
        let years: ClosedRange<Int>?
    }

    /// Longer ones first: 高职 is not 高.
    private static let prefixes: [Prefix] = [
        Prefix(text: "小学", stages: [.primary], years: 1...6),
        Prefix(text: "小", stages: [.primary], years: 1...6),
        Prefix(text: "初中", stages: [.junior], years: 7...9),
        Prefix(text: "初", stages: [.junior], years: 7...9),
        Prefix(text: "高职", stages: [.higherVocational], years: 1...5),
        Prefix(text: "高中", stages: [.senior], years: 10...12),
        Prefix(text: "高", stages: [.senior, .vocational], years: 10...12),
        Prefix(text: "中职", stages: [.vocational], years: 10...12),
        Prefix(text: "职高", stages: [.vocational], years: 10...12),
        Prefix(text: "职", stages: [.vocational], years: 10...12),
        Prefix(text: "大学", stages: [.university, .higherVocational], years: 1...8),
        Prefix(text: "大", stages: [.university, .higherVocational], years: 1...8),
        Prefix(text: "grade", stages: Set(SchoolStage.allCases), years: nil),
    ]

    private static let numbers: [String: Int] = {
        let chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
        var numbers: [String: Int] = [:]
        for (index, text) in chinese.enumerated() {
            numbers[text] = index + 1
            numbers[String(index + 1)] = index + 1
        }
        return numbers
    }()
}
