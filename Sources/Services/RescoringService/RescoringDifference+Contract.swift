internal import Domain
internal import SwiftProtobuf
internal import XinyuAPI

extension APIRescoringDifference {
    /// For who may read results.
    init(whole counts: RescoringCounts) {
        self.init(counts) { $0 }
    }

    /// For who may not: small figures are held back, and while it goes on all of them are, since what one batch adds could
    /// be worked out from the figures before and after.
    init(heldBack counts: RescoringCounts, isUnderWay: Bool) {
        self.init(counts) { isUnderWay ? $0.map { _ in nil } : SmallCell.shown($0.compactMap(\.self)) }
    }

    private init(_ counts: RescoringCounts, _ shown: ([Int?]) -> [Int?]) {
        self.init()
        func figures(_ parts: [Int]) -> [APIRescoringCount] { shown(parts).map { APIRescoringCount($0) } }
        let all = figures([counts.compared, counts.firstResults])
        (compared, firstResults) = (all[0], all[1])
        scales = counts.scales.map { scale in
            let parts = figures(ResultComparison.Change.allCases.map { scale.count($0) })
            return .with {
                $0.scaleID = scale.scale
                for (change, part) in zip(ResultComparison.Change.allCases, parts) {
                    switch change {
                    case .same: $0.same = part
                    case .score: $0.scoreChanged = part
                    case .bandUp: $0.bandUp = part
                    case .bandDown: $0.bandDown = part
                    case .otherwise: $0.otherwise = part
                    }
                }
            }
        }
        newCriticalItems = figures([counts.newCriticalItems, counts.compared - counts.newCriticalItems])[0]
        let levels = figures(
            [counts.levelUp, counts.levelDown, counts.compared - counts.levelUp - counts.levelDown])
        (levelUp, levelDown) = (levels[0], levels[1])
    }
}

extension APIRescoringCount {
    fileprivate init(_ figure: Int?) {
        self.init()
        if let figure { value = UInt64(clamping: figure) } else { isHeldBack = true }
    }
}
