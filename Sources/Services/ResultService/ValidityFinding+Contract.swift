internal import Domain
internal import SwiftProtobuf
internal import XinyuAPI

extension APIInstrumentResult {
    /// Adds what may make the sheet doubtful, in words and as evidence.
    mutating func tell(_ findings: [ValidityFinding]) {
        validityFindings = findings.map(\.words)
        validity = findings.map { finding in
            .with {
                $0.kind = APIValidityKind(finding.kind)
                $0.flagID = finding.flag ?? ""
                $0.value = UInt32(clamping: finding.value)
                $0.total = UInt32(clamping: finding.total)
                $0.limit = UInt32(clamping: finding.limit)
                $0.source = finding.source
            }
        }
    }
}

extension APIValidityKind {
    fileprivate init(_ kind: ValidityFinding.Kind) {
        switch kind {
        case .missing: self = .missing
        case .criticalItemMissing: self = .criticalItemMissing
        case .speed: self = .speed
        case .longestRun: self = .longestRun
        case .variance: self = .variance
        case .contradictoryPairs: self = .contradictoryPairs
        case .instrument: self = .instrument
        }
    }
}

extension ValidityFinding {
    /// For counsellors.
    fileprivate var words: String {
        switch kind {
        case .missing: "缺答 \(value) 题（共 \(total) 题）；缺答不等于0分"
        case .criticalItemMissing: "关键条目未作答，须另行了解"
        case .speed: "\(value) 题作答快于可读速度（计时 \(total) 题）"
        case .longestRun: "连续 \(value) 题选择相同（共 \(total) 题）"
        case .variance: "各题选择几乎相同（离散 \(value)‰，低于 \(limit)‰）"
        case .contradictoryPairs: "\(value) 对意义相反的条目选择相同（共 \(total) 对）"
        case .instrument where total > 0: "量表自身提示：\(flag ?? "")（\(value) 分，满分 \(total) 分）"
        case .instrument: "量表自身提示：\(flag ?? "")"
        }
    }
}
