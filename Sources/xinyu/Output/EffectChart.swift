internal import XinyuAPI

/// A series of scores as a small chart of text: a row a result, a mark where its score lies between the lowest and the
/// highest.
///
///     2026-11-04  18  ·········│·········●
///     2026-12-04   9  ●········│··········   RCI -2.846  improved
struct EffectChart {
    static let width = 24

    let lines: [String]

    init(_ series: APIEffectSeries) {
        let scores = series.points.map { Int($0.scoreMilli) }
        guard let baseline = scores.first, let lowest = scores.min(), let highest = scores.max() else {
            lines = []
            return
        }
        let reliable = Int(series.reliableDifferenceMilli)
        // What is shown holds the band within which a change may be error.
        let low = min(lowest, baseline - reliable)
        let high = max(highest, baseline + reliable)
        func column(_ score: Int) -> Int {
            high > low ? (min(max(score, low), high) - low) * (Self.width - 1) / (high - low) : 0
        }
        let edges = [column(baseline - reliable), column(baseline + reliable)]
        let texts = series.points.map { Words.thousandths($0.scoreMilli) }
        let widest = texts.map(\.count).max() ?? 0
        lines = zip(series.points, texts).map { point, text in
            var marks = [Character](repeating: "·", count: Self.width)
            for edge in edges { marks[edge] = "│" }
            marks[column(Int(point.scoreMilli))] = "●"
            let padding = String(repeating: " ", count: widest - text.count)
            let start = "\(Words.moment(point.at).prefix(10))  \(padding)\(text)  \(String(marks))"
            guard point.verdict != .unspecified else { return start }
            return start + "  RCI \(Words.thousandths(point.indexMilli))  \(Words.verdict(point.verdict))"
        }
    }
}
