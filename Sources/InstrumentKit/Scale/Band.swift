/// A span of scores with a name, as `Band("mild", 5...9)`.
public struct Band: Sendable {
    let id: StaticString
    let from: Int64
    let to: Int64
    let informant: Informant?
    let sex: Sex?

    /// Limits in points, both included.
    ///
    /// - Parameters:
    ///   - informant: only for sheets of this informant; for all where it is left out.
    ///   - sex: only for persons of this sex; for all where it is left out.
    public init(_ id: StaticString, _ points: ClosedRange<Int64>, informant: Informant? = nil, sex: Sex? = nil) {
        self.init(
            id, thousandths: points.lowerBound * 1_000...points.upperBound * 1_000, informant: informant, sex: sex)
    }

    /// Limits in thousandths, both included: for means, whose limits are not whole points.
    public init(
        _ id: StaticString, thousandths: ClosedRange<Int64>, informant: Informant? = nil, sex: Sex? = nil
    ) {
        self.id = id
        from = thousandths.lowerBound
        to = thousandths.upperBound
        self.informant = informant
        self.sex = sex
    }

    func holds(_ score: Int64, by informant: Informant?, of sex: Sex?) -> Bool {
        score >= from && score <= to && (self.informant == nil || self.informant == informant)
            && (self.sex == nil || self.sex == sex)
    }
}
