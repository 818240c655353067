internal import XinyuAPI

/// The words of norms and of figures over campaigns.
extension Words {
    static func normState(_ state: APINormState) -> String {
        switch state {
        case .installed: language.text(en: "installed", zh: "已安装")
        case .active: language.text(en: "in use", zh: "使用中")
        case .retired: language.text(en: "retired", zh: "已停用")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func normOutcome(_ outcome: APINormOutcome) -> String {
        switch outcome {
        case .compared: language.text(en: "compared", zh: "已比较")
        case .noTable: language.text(en: "no norms for this scale", zh: "该分量表无常模")
        case .noCell: language.text(en: "no group of norms fits", zh: "没有相符的常模分组")
        case .noScore: language.text(en: "incomplete: not compared", zh: "作答不完整，不比较")
        case .otherVersion: language.text(en: "norms of another version", zh: "常模适用于其他版本")
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    static func normFinding(_ finding: APINormFinding) -> String {
        "\(finding.place): \(language.text(en: finding.text, zh: finding.textZh.isEmpty ? finding.text : finding.textZh))"
    }

    static var heldBack: String { language.text(en: "held back", zh: "不显示") }

    static var noNorms: String { language.text(en: "compared with no norms", zh: "未与常模比较") }

    static func normTable(_ comparison: APINormComparison) -> Table {
        var table = Table("scale", "outcome", "z", "T", "percentile", "n", "group")
        for score in comparison.scores {
            table.add(
                score.scaleID, normOutcome(score.outcome), score.hasZMilli ? thousandths(score.zMilli) : "",
                score.hasTMilli ? thousandths(score.tMilli) : "",
                score.hasPercentileMilli ? "≥ \(thousandths(Int64(score.percentileMilli)))" : "",
                score.n == 0 ? "" : String(score.n), score.group)
        }
        return table
    }

    /// One scale beside its norms, in a cell: "z 2, T 70, P ≥ 90".
    static func norm(of scale: String, _ comparison: APINormComparison) -> String {
        guard let score = comparison.scores.first(where: { $0.scaleID == scale }) else { return "" }
        guard score.outcome == .compared else { return normOutcome(score.outcome) }
        return [
            score.hasZMilli ? "z \(thousandths(score.zMilli))" : nil,
            score.hasTMilli ? "T \(thousandths(score.tMilli))" : nil,
            score.hasPercentileMilli ? "P ≥ \(thousandths(Int64(score.percentileMilli)))" : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }

    static func thousandths(_ milli: Int64) -> String { thousandths(Int32(clamping: milli)) }

    /// A correlation or a share of one, with its three places.
    static func coefficient(_ milli: Int32) -> String {
        let digits = String(milli.magnitude % 1_000)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        return "\(milli < 0 ? "-" : "")\(milli.magnitude / 1_000).\(fraction)"
    }

    static func share(_ share: APIPeopleShare) -> String {
        if share.isHeldBack { return heldBack }
        guard share.of > 0 else { return "–" }
        return
            "\(permille(UInt32((UInt64(share.number) * 1_000 + UInt64(share.of) / 2) / UInt64(share.of)))) (\(share.number)/\(share.of))"
    }

    /// Whom figures are about.
    static func group(_ group: APIGroupDistribution) -> String {
        let all = language.text(en: "all", zh: "全体")
        let unknown = language.text(en: "not known", zh: "未知")
        let sex =
            switch group.sex {
            case .female: language.text(en: "girls", zh: "女生")
            case .male: language.text(en: "boys", zh: "男生")
            case .unspecified, .UNRECOGNIZED: unknown
            }
        let grade = group.grade == 0 ? unknown : "\(stage(group.stage)) \(group.grade)"
        return switch group.cut {
        case .sex: sex
        case .grade: grade
        case .sexAndGrade: "\(sex), \(grade)"
        case .none, .unspecified, .UNRECOGNIZED: all
        }
    }
}
