/// How many had which value: all that figures need of single ones, whatever their number.
public struct ScoreHistogram: Sendable, Equatable {
    /// By value; scores are in thousandths.
    public private(set) var counts: [Int64: Int] = [:]
    /// Of all values together.
    public private(set) var count = 0

    public init() {}

    public init(_ values: some Sequence<Int64>) {
        for value in values { add(value) }
    }

    public mutating func add(_ value: Int64, times: Int = 1) {
        counts[value, default: 0] += times
        count += times
    }

    public mutating func merge(_ other: ScoreHistogram) {
        for (value, times) in other.counts { add(value, times: times) }
    }

    /// Ascending.
    public var ascending: [(value: Int64, count: Int)] {
        counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
    }

    /// Those who did not answer as most did.
    public var deviating: Int { count - (counts.values.max() ?? 0) }

    /// Rounded to the nearest; nothing of nobody, or beyond what an integer counts.
    public var mean: Int64? {
        guard count > 0 else { return nil }
        return Int64(exactly: (exactMean).rounded())
    }

    /// By n − 1, rounded to the nearest; nothing of fewer than two, where all are alike, or beyond what an integer counts.
    public var standardDeviation: Int64? {
        guard count > 1, counts.count > 1 else { return nil }
        let mean = exactMean
        // In order, since sums of floats depend on it and a figure must come out the same again.
        let squares = ascending.reduce(0.0) { sum, part in
            let distance = Double(part.value) - mean
            return sum + distance * distance * Double(part.count)
        }
        let deviation = (squares / Double(count - 1)).squareRoot().rounded()
        return deviation > 0 ? Int64(exactly: deviation) : nil
    }

    private var exactMean: Double {
        ascending.reduce(0.0) { $0 + Double($1.value) * Double($1.count) } / Double(count)
    }
}
