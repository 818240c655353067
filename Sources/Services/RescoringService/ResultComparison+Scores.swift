internal import Domain
internal import Instruments
internal import Store

extension ResultComparison {
    /// - Parameter manifest: of the new version; says which score is banded, and which end is worse.
    init(_ before: ResultRecord, _ after: RescoredResult, _ manifest: Manifest) throws {
        guard let former = InstrumentScore(bytes: before.score), let new = InstrumentScore(bytes: after.score) else {
            throw StoreError.fieldsDamaged
        }
        self.init(
            Side(former, before.suggestedLevel, manifest), Side(new, after.suggestedLevel, manifest),
            severity: manifest.severity)
    }
}

extension ResultComparison.Side {
    init(_ score: InstrumentScore, _ level: AttentionLevel, _ manifest: Manifest) {
        var scales: [String: ResultComparison.Scale] = [:]
        for scale in score.scales {
            let kind = manifest.scales.first { $0.id == scale.id }?.banded ?? .raw
            scales[scale.id] = ResultComparison.Scale(
                score: scale.state == .complete ? scale.score(kind) : nil, band: scale.band,
                scores: [scale.raw, scale.standard, scale.mean])
        }
        self.init(scales: scales, criticalItems: Set(score.criticalItems), level: level)
    }
}

extension Manifest {
    /// For each scale its bands from the best to the worst.
    var severity: [(scale: String, bands: [String])] {
        scales.map { scale in
            let rising = scale.bands.sorted { ($0.from, $0.id) < ($1.from, $1.id) }.map(\.id)
            var seen: Set<String> = []
            // A band may stand once for each sex or informant, with limits of its own.
            let bands = rising.filter { seen.insert($0).inserted }
            return (scale.id, scale.direction == .higherIsBetter ? bands.reversed() : bands)
        }
    }
}
