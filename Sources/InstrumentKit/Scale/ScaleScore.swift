/// What an instrument says of one scale. Scores are in thousandths: 12 points are `12_000`.
public struct ScaleScore: Equatable, Sendable {
    public var raw: Int64?
    public var standard: Int64?
    public var mean: Int64?
    /// Items of the scale that carry an answer.
    public var answered: Int
    public var isComplete: Bool
    /// The raw score of an incomplete scale stands for all of its items.
    public var isProrated: Bool
    /// The score that is held against the scale's bands. Only for a complete scale.
    public var banded: Int64?

    /// A scale whose rule forbids a score with what is missing, or lets it have one that no band may be read from.
    ///
    /// - Parameter raw: what the items that are answered come to, for rules that want it.
    public static func incomplete(answered: Int, raw: Int64? = nil, isProrated: Bool = false) -> ScaleScore {
        ScaleScore(
            raw: raw, standard: nil, mean: nil, answered: answered, isComplete: false, isProrated: isProrated,
            banded: nil)
    }

    /// A complete scale; `banded` is the score that is held against its bands.
    public static func complete(
        raw: Int64?, standard: Int64? = nil, mean: Int64? = nil, answered: Int, banded: Int64?
    ) -> ScaleScore {
        ScaleScore(
            raw: raw, standard: standard, mean: mean, answered: answered, isComplete: true, isProrated: false,
            banded: banded)
    }
}
