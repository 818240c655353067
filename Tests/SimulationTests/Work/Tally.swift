import JSONRPC

/// What the year came to, in figures; and what was refused that nobody expected.
struct Tally {
    private(set) var counts: [String: Int] = [:]
    private(set) var refusals: [String: Int] = [:]
    /// What must not happen at all, with how often it did.
    private(set) var faults: [String: Int] = [:]

    subscript(_ what: String) -> Int { counts[what] ?? 0 }

    mutating func add(_ what: String, _ number: Int = 1) { counts[what, default: 0] += number }

    mutating func refused(_ what: String, _ error: RPCError) {
        refusals["\(what): \(error.status?.name ?? "\(error.code)") \(error.message)", default: 0] += 1
    }

    mutating func failed(_ what: String, _ error: any Error) { faults["\(what): \(error)", default: 0] += 1 }

    var summary: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
