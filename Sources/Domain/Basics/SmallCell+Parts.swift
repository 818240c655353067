extension SmallCell {
    /// The parts of a whole for people who must not learn of single ones: nothing where a part is held back.
    ///
    /// A part of one to nine is held back. Where that leaves exactly so few people held back together that they could be
    /// worked out from the whole, the smallest part that is shown goes with them, and so on. Of a whole that is itself
    /// too small nothing is shown, not even a zero: that all of nine people are of one kind tells of each.
    public static func shown(_ parts: [Int]) -> [Int?] {
        let whole = parts.reduce(0, +)
        guard whole == 0 || whole >= leastPeople else { return parts.map { _ in nil } }
        var hidden = Set(parts.indices.filter { (1..<leastPeople).contains(parts[$0]) })
        // One part alone is the whole less the others, whatever its size; and few people in two parts are nearly so.
        while !hidden.isEmpty, hidden.count == 1 || hidden.reduce(0, { $0 + parts[$1] }) < leastPeople {
            let rest = parts.indices.filter { !hidden.contains($0) }
            guard let next = rest.filter({ parts[$0] > 0 }).min(by: { parts[$0] < parts[$1] }) else { break }
            hidden.insert(next)
        }
        return parts.indices.map { hidden.contains($0) ? nil : parts[$0] }
    }
}
