internal import Domain
internal import Instruments
internal import SwiftProtobuf
internal import XinyuAPI

/// Scores of those whose level was judged, apart by whether the level reaches the criterion; and what each limit of a band
/// would have decided.
struct CriterionAnalysis: SheetAnalysis {
    private let level: AttentionLevel
    private let scales: [String: Manifest.Scale]
    private(set) var figures: [CriterionKey: CriterionFigure] = [:]

    init(_ manifest: Manifest, level: AttentionLevel) {
        self.level = level
        scales = Dictionary(uniqueKeysWithValues: manifest.scales.map { ($0.id, $0) })
    }

    mutating func add(_ sheet: AnalysedSheet) {
        guard let judged = sheet.judgedLevel else { return }
        let holds = judged >= level
        for result in sheet.score.scales where result.state == .complete {
            guard let scale = scales[result.id], let score = result.score(scale.banded) else { continue }
            let alone = ScoreHistogram([score])
            add(
                .scores(with: holds ? alone : ScoreHistogram(), without: holds ? ScoreHistogram() : alone),
                to: CriterionKey(scale.id))
            for cutoff in scale.cutoffs {
                let isFound = scale.isHigherWorse ? score >= cutoff : score <= cutoff
                let one = PeopleShare(isFound ? 1 : 0, of: 1)
                add(
                    .cutoff(found: holds ? one : PeopleShare(), wronglyFound: holds ? PeopleShare() : one),
                    to: CriterionKey(scale.id, cutoff: cutoff))
            }
        }
    }

    private mutating func add(_ figure: CriterionFigure, to key: CriterionKey) {
        guard figures[key] != nil else {
            figures[key] = figure
            return
        }
        figures[key]?.merge(figure)
    }
}

extension Manifest.Scale {
    var isHigherWorse: Bool { direction != .higherIsBetter }

    /// The limits of its bands, from which on a score is in the next one toward the worse. Ascending.
    var cutoffs: [Int64] {
        let limits = isHigherWorse ? bands.map(\.from).filter { $0 > minimum } : bands.map(\.to).filter { $0 < maximum }
        return Set(limits).sorted()
    }
}

extension APIOperatingCurve {
    init(_ scale: Manifest.Scale, _ told: [CriterionKey: CriterionFigure]) {
        self.init()
        scaleID = scale.id
        score = scale.banded.rawValue
        let direction: ReliableChange.Direction = scale.isHigherWorse ? .higherIsWorse : .higherIsBetter
        guard case .scores(let with, let without)? = told[CriterionKey(scale.id)],
            let curve = Domain.OperatingCurve(
                with: with, without: without, direction: direction, least: SmallCell.leastPeople)
        else { return }
        withCriterion = UInt32(clamping: curve.withCriterion)
        withoutCriterion = UInt32(clamping: curve.withoutCriterion)
        areaMilli = UInt32((curve.area * 1_000).rounded())
        standardErrorMilli = UInt32((curve.standardError * 1_000).rounded())
        let tables = scale.cutoffs.compactMap { cutoff -> CutoffTable? in
            guard case .cutoff(let found, let wronglyFound)? = told[CriterionKey(scale.id, cutoff: cutoff)] else {
                return nil
            }
            return CutoffTable(cutoff: cutoff, found: found, wronglyFound: wronglyFound)
        }
        let shown = CutoffTable.tellable(tables)
        let best = shown.max { ($0.youden, $0.sensitivity) < ($1.youden, $1.sensitivity) }
        points = shown.map { table in
            .with {
                $0.cutoffMilli = table.cutoff
                $0.sensitivityMilli = UInt32((table.sensitivity * 1_000).rounded())
                $0.specificityMilli = UInt32((table.specificity * 1_000).rounded())
                $0.youdenMilli = Int32((table.youden * 1_000).rounded())
                $0.isBest = table == best
            }
        }
    }
}
