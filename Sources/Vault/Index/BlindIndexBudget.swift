/// How many bits an index may keep, for the number of people in it.
///
/// The rule is that of CipherSweet: with *n* people and *b* bits, *n* / 2^*b* share each value on average. Below two,
/// a value tells who it is; above the root of *n*, a search opens too much.
public struct BlindIndexBudget: Sendable, Hashable {
    public enum Verdict: Sendable, Hashable {
        case fits
        /// Fewer than two people share a value: someone who knows the key's owner by other means learns too much.
        case tellsTooMuch(mostBits: Int)
        /// A search finds more candidates than it is worth.
        case findsTooMany(leastBits: Int)
    }

    public let population: Int

    public init(population: Int) {
        self.population = max(population, 0)
    }

    /// The most bits with which two people or more share a value; 1 where there are too few people for any.
    public var mostBits: Int {
        var bits = 1
        while bits < 62, population >> (bits + 1) >= 2 { bits += 1 }
        return bits
    }

    /// The fewest bits with which a search finds at most as many as the root of the population: *n* <= 4^*b*.
    public var leastBits: Int {
        var bits = 1
        while bits < 31, 1 << (2 * bits) < population { bits += 1 }
        return min(bits, mostBits)
    }

    public func verdict(bits: Int) -> Verdict {
        if bits > mostBits { return .tellsTooMuch(mostBits: mostBits) }
        if bits < leastBits { return .findsTooMany(leastBits: leastBits) }
        return .fits
    }
}
