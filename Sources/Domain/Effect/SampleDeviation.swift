/// The standard deviation of a sample, where no published figure is known for sure.
public enum SampleDeviation {
    /// Fewer scores than this say too little.
    public static let leastCount = 30

    /// In the scores' unit, by n − 1, rounded to the nearest; nothing for too few, where all are alike, or where they
    /// are further apart than an integer counts.
    public static func standardDeviation(of scores: [Int64], leastCount: Int = leastCount) -> Int64? {
        guard scores.count >= max(2, leastCount) else { return nil }
        let mean = scores.reduce(0.0) { $0 + Double($1) } / Double(scores.count)
        let squares = scores.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let deviation = (squares / Double(scores.count - 1)).squareRoot().rounded()
        return deviation > 0 ? Int64(exactly: deviation) : nil
    }
}
