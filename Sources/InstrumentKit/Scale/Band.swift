/// A span of scores with a name, as `Band("mild", 5...9)`.
public struct Band: Sendable {
    let id: StaticString
    let from: Int64
    let to: Int64
    let informant: Informant?

    /// Limits in points, both included.
    ///
    /// - Parameter informant: only for sheets of this informant; for all where it is left out.
    public init(_ id: StaticString, _ points: ClosedRange<Int64>, informant: Informant? = nil) {
        self.init(
            id, thousandths: points.lowerBound * 1_000...points.upperBound * 1_000, informant: informant)
    }

    /// Limits in thousandths, both included: for means, whose limits are not whole points.
    public init(_ id: StaticString, thousandths: ClosedRange<Int64>, informant: Informant? = nil) {
        self.id = id
        from = thousandths.lowerBound
        to = thousandths.upperBound
        self.informant = informant
    }

    func holds(_ score: Int64, by informant: Informant?) -> Bool {
        score >= from && score <= to && (self.informant == nil || self.informant == informant)
    }
}
