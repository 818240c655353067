internal import Instruments
internal import Store

/// What may make a sheet doubtful: evidence for a person. Nothing is discarded by it, since marking one answer all the
/// way down is also what somebody does who is very unwell, or very well.
struct SheetValidity {
    /// Reading and marking an item takes longer than this, whoever reads.
    static let fastestItem: UInt32 = 600
    /// A run of one answer is told from this part of the sheet on, in percent.
    static let longRun = 80
    /// Shorter sheets show nothing by a run.
    static let shortestSheetForRuns = 7

    let missing: Int
    /// Items that were answered faster than they can be read.
    let tooFast: Int
    /// The longest run of one answer.
    let longestRun: Int
    private let items: Int
    private let hasCriticalGap: Bool

    init(_ answers: SheetAnswers, _ manifest: Manifest?) {
        let given = answers.values.map { $0 == SheetAnswers.missing ? nil : Int64($0) }
        let notAsked = manifest?.itemsNotAsked(in: given) ?? []
        let asked = answers.values.indices.filter { !notAsked.contains($0 + 1) }
        items = asked.count
        missing = asked.count { given[$0] == nil }
        tooFast = asked.count { answers.elapsed.indices.contains($0) && answers.elapsed[$0] < Self.fastestItem }
        var (run, longest, last) = (0, 0, Int64?.none)
        for answer in asked.compactMap({ given[$0] }) {
            run = answer == last ? run + 1 : 1
            longest = max(longest, run)
            last = answer
        }
        longestRun = longest
        hasCriticalGap = manifest.map { !$0.unansweredCriticalItems(in: given).isEmpty } ?? false
    }

    /// In words, for counsellors.
    var findings: [String] {
        var findings: [String] = []
        if missing > 0 { findings.append("缺答 \(missing) 题（共 \(items) 题）；缺答不等于0分") }
        if hasCriticalGap { findings.append("关键条目未作答，须另行了解") }
        if tooFast > 0 { findings.append("\(tooFast) 题作答少于 \(Self.fastestItem) 毫秒") }
        if items >= Self.shortestSheetForRuns, longestRun * 100 >= items * Self.longRun {
            findings.append("连续 \(longestRun) 题选择相同（共 \(items) 题）")
        }
        return findings
    }
}
