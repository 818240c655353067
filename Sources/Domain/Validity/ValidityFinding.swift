/// One thing about a sheet that may make it doubtful: evidence for a person, with what was found, the limit that it is
/// held against and where that limit comes from. Nothing is discarded by it: marking one answer all the way down is also
/// what somebody does who is very unwell, or very well.
public struct ValidityFinding: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Items without an answer; of the items that were asked.
        case missing
        /// Critical items without an answer; of those that there are. A gap there is not safety.
        case criticalItemMissing = "critical_item_missing"
        /// Items answered faster than they can be read; of those whose time is known.
        case speed
        /// The longest run of one answer; of the items that were asked.
        case longestRun = "longest_run"
        /// The spread of the answers over the items, in thousandths of the widest answer range.
        case variance
        /// Pairs of items worded against each other that were answered as if they said the same; of the pairs that
        /// there are.
        case contradictoryPairs = "contradictory_pairs"
        /// A finding of the instrument itself, as its lie scale: with that scale's score, of the most that it can be; 1
        /// without a total where no scale stands behind it.
        case instrument
    }

    public let kind: Kind
    /// The id of the instrument's own finding.
    public let flag: String?
    public let value: Int
    /// How many there are in all; zero where it is no count.
    public let total: Int
    /// The value from which on it is told; for the variance, below which.
    public let limit: Int
    /// Where the limit comes from.
    public let source: String

    public init(kind: Kind, flag: String? = nil, value: Int, total: Int, limit: Int, source: String) {
        self.kind = kind
        self.flag = flag
        self.value = value
        self.total = total
        self.limit = limit
        self.source = source
    }
}
