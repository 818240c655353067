/// A span of scores with a name, as `Band("mild", 5...9)`.
public struct Band: Sendable {
    let id: StaticString
    let from: Int64
    let to: Int64

    /// Limits in points, both included.
    public init(_ id: StaticString, _ points: ClosedRange<Int64>) {
        self.init(id, thousandths: points.lowerBound * 1_000...points.upperBound * 1_000)
    }

    /// Limits in thousandths, both included: for means, whose limits are not whole points.
    public init(_ id: StaticString, thousandths: ClosedRange<Int64>) {
        self.id = id
        from = thousandths.lowerBound
        to = thousandths.upperBound
    }

    func holds(_ score: Int64) -> Bool { score >= from && score <= to }
}
