/// What is printed: each row a figure, the limit that it is measured by, the ratio and the target.
struct RatioTable {
    enum Target {
        case atLeast(Double)
        case atMost(Double)
        /// Told for comparison.
        case none

        func isMet(by value: Double) -> Bool {
            switch self {
            case .atLeast(let least): value >= least
            case .atMost(let most): value <= most
            case .none: true
            }
        }

        var text: String {
            switch self {
            case .atLeast(let least): "≥ \(least.short)"
            case .atMost(let most): "≤ \(most.short)"
            case .none: "–"
            }
        }
    }

    private var rows: [[String]] = [["what", "limit", "Xinyu", "figure", "target", ""]]

    /// A row whose figure is the ratio of two.
    mutating func add(_ what: String, limit: String, measured: String, ratio: Double, _ target: Target) {
        rows.append([what, limit, measured, ratio.short, target.text, target.isMet(by: ratio) ? "" : "below target"])
    }

    /// A row whose figure stands for itself.
    mutating func add(_ what: String, _ value: Double, _ unit: String, _ target: Target) {
        rows.append([
            what, "", "", "\(value.short) \(unit)", target.text, target.isMet(by: value) ? "" : "below target",
        ])
    }

    var text: String { rows.aligned }
}

extension [[String]] {
    /// Rows of cells as a table in columns.
    var aligned: String {
        let widths = first?.indices.map { column in map { $0[column].count }.max() ?? 0 } ?? []
        return map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

extension Double {
    /// With as many digits as mean something.
    var short: String {
        if self >= 100 { return String(Int(rounded())) }
        let digits = self >= 10 ? 10.0 : self >= 0.1 ? 100.0 : 10_000.0
        let scaled = (self * digits).rounded() / digits
        return scaled == scaled.rounded() ? String(Int(scaled)) : String(scaled)
    }

    /// A rate: 25 300/s.
    var perSecond: String {
        let digits = String(Int(rounded()))
        guard digits.count > 3 else { return digits + "/s" }
        return digits.dropLast(3) + " " + digits.suffix(3) + "/s"
    }
}
