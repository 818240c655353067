internal import Foundation

/// How well the items of one scale measure one thing, from complete sheets.
public struct ScaleReliability: Sendable, Equatable {
    /// Fewer complete sheets than this say too little about a scale.
    public static let leastSheets = 30

    /// Cronbach (1951), Psychometrika 16:297–334: k/(k−1) · (1 − Σ item variances / variance of the sum).
    public let alpha: Double
    /// The 95 % confidence interval of alpha: Bonett (2002), J Educ Behav Stat 27:335–340, by ln(1 − α) with the standard
    /// error √(2k / ((k − 1)(n − 2))). Nothing where alpha is 1.
    public let alphaInterval: ClosedRange<Double>?
    /// McDonald (1999), Test Theory, ch. 6: (Σλ)² / ((Σλ)² + Σψ) of a one-factor model on covariances, by iterated
    /// principal axes. Nothing where no such model fits: a loading or a uniqueness would be no figure.
    public let omega: Double?
    /// Of each item with the sum of all others; nothing for an item that everybody answered alike.
    public let itemRest: [Double?]

    /// Nothing for fewer than two items, too few complete sheets, or where all sums are alike.
    public init?(_ moments: ItemMoments) {
        let items = moments.items
        guard items >= 2, moments.complete >= Self.leastSheets else { return nil }
        let covariances = (0..<items).map { row in (0..<items).map { moments.covariance(row, $0) } }
        let rows = covariances.map { $0.reduce(0, +) }
        let total = rows.reduce(0, +)
        let own = (0..<items).reduce(0.0) { $0 + covariances[$1][$1] }
        // What rounding leaves of sums that are all alike is not a spread.
        guard total > own * 1e-9, own > 0 else { return nil }
        alpha = Double(items) / Double(items - 1) * (1 - own / total)
        let error = (2 * Double(items) / (Double(items - 1) * Double(moments.complete - 2))).squareRoot()
        alphaInterval =
            alpha < 1 - 1e-12 ? (1 - (1 - alpha) * exp(1.96 * error))...(1 - (1 - alpha) * exp(-1.96 * error)) : nil
        itemRest = (0..<items).map { item in
            let variance = covariances[item][item]
            let rest = total - 2 * rows[item] + variance
            guard variance > 0, rest > total * 1e-12 else { return nil }
            return (rows[item] - variance) / (variance * rest).squareRoot()
        }
        omega = OneFactor(covariances).map { model in
            let shared = model.loadings.reduce(0, +)
            return shared * shared / (shared * shared + model.uniquenesses.reduce(0, +))
        }
    }
}
