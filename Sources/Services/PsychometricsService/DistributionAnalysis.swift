internal import Domain
internal import Instruments
internal import SwiftProtobuf
internal import XinyuAPI

/// How the banded score of each complete scale is spread, in all cuts.
struct DistributionAnalysis: SheetAnalysis {
    private let kinds: [String: Manifest.ScoreKind]
    private(set) var figures: [CutKey: GroupedScores] = [:]

    init(_ manifest: Manifest) {
        kinds = Dictionary(uniqueKeysWithValues: manifest.scales.map { ($0.id, $0.banded) })
    }

    mutating func add(_ sheet: AnalysedSheet) {
        for scale in sheet.score.scales where scale.state == .complete {
            guard let score = kinds[scale.id].flatMap(scale.score) else { continue }
            for cut in NormProposal.Cut.allCases {
                figures[CutKey(scale.id, cut), default: GroupedScores(cut: cut)].add(score, of: sheet.group)
            }
        }
    }
}

extension APIScaleDistribution {
    init(_ scale: Manifest.Scale, _ told: [CutKey: GroupedScores]) {
        self.init()
        scaleID = scale.id
        score = scale.banded.rawValue
        groups = APINormCut.told.flatMap { cut in
            (told[CutKey(scale.id, cut.domain)]?.proposals ?? []).map { APIGroupDistribution(cut, $0) }
        }
    }
}

extension APIGroupDistribution {
    fileprivate init(_ cut: APINormCut, _ proposal: NormProposal) {
        self.init()
        self.cut = cut
        switch proposal.group.sex {
        case .female: sex = .female
        case .male: sex = .male
        case nil: break
        }
        if let grade = proposal.group.grade {
            stage = APISchoolStage(grade.stage)
            self.grade = UInt32(clamping: grade.year)
        }
        n = UInt32(clamping: proposal.distribution.count)
        meanMilli = proposal.distribution.mean
        standardDeviationMilli = UInt64(clamping: proposal.distribution.standardDeviation ?? 0)
        percentiles = zip(ScoreDistribution.percents, proposal.distribution.percentiles).map { percent, score in
            .with {
                $0.percent = UInt32(clamping: percent)
                if let score { $0.scoreMilli = score }
            }
        }
    }
}

extension APINormCut {
    /// In the order in which people read them.
    static let told: [APINormCut] = [.none, .sex, .grade, .sexAndGrade]

    var domain: NormProposal.Cut {
        switch self {
        case .none: .none
        case .sex: .sex
        case .grade: .grade
        case .sexAndGrade, .unspecified, .UNRECOGNIZED: .sexAndGrade
        }
    }
}
