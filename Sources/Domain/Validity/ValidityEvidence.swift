/// What a sheet shows about how it was filled in, whatever the instrument.
public struct ValidityEvidence: Sendable, Equatable {
    /// An item that was asked, in its order.
    public struct Item: Sendable, Equatable {
        public let answer: Int64?
        /// From being shown to being answered; nothing where nobody has measured it, as on paper.
        public let milliseconds: Int?
        /// The answers that can be marked; nothing for an amount or a time of day.
        public let codes: ClosedRange<Int64>?
        public let isCritical: Bool

        public init(
            answer: Int64?, milliseconds: Int? = nil, codes: ClosedRange<Int64>? = nil, isCritical: Bool = false
        ) {
            self.answer = answer
            self.milliseconds = milliseconds
            self.codes = codes
            self.isCritical = isCritical
        }
    }

    /// Two items of one scale that count from opposite ends, by their places in `items`.
    public struct Pair: Sendable, Equatable {
        public let first: Int
        public let second: Int

        public init(_ first: Int, _ second: Int) {
            self.first = first
            self.second = second
        }
    }

    /// What the instrument itself has found.
    public struct Flag: Sendable, Equatable {
        /// The score of the scale behind it, as of a lie scale: what it is, what it can be at most, and from where on it
        /// is told; nothing for the limit where the instrument gives no band.
        public struct Score: Sendable, Equatable {
            public let value: Int
            public let most: Int
            public let limit: Int?

            public init(value: Int, most: Int, limit: Int?) {
                self.value = value
                self.most = most
                self.limit = limit
            }
        }

        public let id: String
        public let source: String
        /// Nothing for a finding that is no scale's.
        public let score: Score?

        public init(id: String, source: String, score: Score? = nil) {
            self.id = id
            self.source = source
            self.score = score
        }
    }

    public let items: [Item]
    public let opposites: [Pair]
    public let flags: [Flag]

    public init(items: [Item], opposites: [Pair] = [], flags: [Flag] = []) {
        self.items = items
        self.opposites = opposites
        self.flags = flags
    }

    /// Items without an answer.
    var missing: Int { items.count { $0.answer == nil } }

    /// The longest run of one answer; a gap neither ends it nor counts.
    var longestRun: Int {
        var (run, longest, last) = (0, 0, Int64?.none)
        for answer in items.compactMap(\.answer) {
            run = answer == last ? run + 1 : 1
            longest = max(longest, run)
            last = answer
        }
        return longest
    }

    /// The standard deviation of the marked codes, each as a part of its own range, in thousandths; nothing for fewer
    /// than two.
    var variance: Int? {
        let places = items.compactMap { item -> Double? in
            guard let answer = item.answer, let codes = item.codes, codes.lowerBound < codes.upperBound else {
                return nil
            }
            return Double(answer - codes.lowerBound) / Double(codes.upperBound - codes.lowerBound)
        }
        guard places.count > 1 else { return nil }
        let mean = places.reduce(0, +) / Double(places.count)
        let squares = places.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Int(((squares / Double(places.count)).squareRoot() * 1_000).rounded())
    }

    /// Pairs in which both items are answered at the same end though they are worded against each other, and how many
    /// pairs have both answers.
    var contradictions: (count: Int, answered: Int) {
        var (count, answered) = (0, 0)
        for pair in opposites where items.indices.contains(pair.first) && items.indices.contains(pair.second) {
            let (first, second) = (items[pair.first], items[pair.second])
            guard let one = first.answer, let other = second.answer, let codes = first.codes, codes == second.codes
            else { continue }
            answered += 1
            if one == other, one == codes.lowerBound || one == codes.upperBound { count += 1 }
        }
        return (count, answered)
    }
}
