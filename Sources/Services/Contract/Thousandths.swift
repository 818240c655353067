/// Fixed-point scores as people write them.
enum Thousandths {
    /// 18000 is 18, 3500 is 3.5.
    static func text(_ value: Int64) -> String {
        let whole = value.magnitude / 1000
        var fraction = String(1000 + value.magnitude % 1000).dropFirst()
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = value < 0 ? "-" : ""
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
