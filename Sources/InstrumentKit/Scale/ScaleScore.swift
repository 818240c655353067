/// What an instrument says of one scale. Scores are in thousandths: 12 points are `12_000`.
public struct ScaleScore: Equatable, Sendable {
    public var raw: Int64?
    public var standard: Int64?
    public var mean: Int64?
    /// Items of the scale that carry an answer.
    public var answered: Int
    public var isComplete: Bool
    /// Index into the scale's bands. Only for a complete scale.
    public var band: Int?

    /// A scale whose rule forbids a score with what is missing.
    public static func incomplete(answered: Int) -> ScaleScore {
        ScaleScore(raw: nil, standard: nil, mean: nil, answered: answered, isComplete: false, band: nil)
    }

    /// A complete scale; `banded` is the score that is held against `bands`.
    public static func complete(
        raw: Int64?, standard: Int64? = nil, mean: Int64? = nil, answered: Int, banded: Int64, bands: [Band]
    ) -> ScaleScore {
        ScaleScore(
            raw: raw, standard: standard, mean: mean, answered: answered, isComplete: true,
            band: bands.firstIndex { $0.holds(banded) })
    }
}
