internal import Store

/// What there is of each term: keys of owners, and values sealed with them.
struct TermCounts: Sendable, Equatable {
    struct Count: Sendable, Equatable {
        var ownerKeys = 0
        var sealedValues = 0
    }

    private(set) var terms: [UInt32: Count] = [:]

    init(ownerKeys: [UInt32: Int], sealedValues: [SealedCount]) {
        for (term, count) in ownerKeys { terms[term, default: Count()].ownerKeys += count }
        for value in sealedValues { terms[value.term, default: Count()].sealedValues += value.count }
    }

    subscript(term: UInt32) -> Count { terms[term] ?? Count() }

    func ownerKeys(before term: UInt32) -> Int {
        terms.reduce(0) { $0 + ($1.key < term ? $1.value.ownerKeys : 0) }
    }

    /// One line for each term, `term 1 owner-keys 120 sealed-values 4000`, in the order of terms.
    var lines: [String] {
        terms.sorted { $0.key < $1.key }.map { term, count in
            "term \(term) owner-keys \(count.ownerKeys) sealed-values \(count.sealedValues)"
        }
    }

    /// Reads what `lines` writes, or nothing.
    init?(lines: [some StringProtocol]) {
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count == 6, words[0] == "term", words[2] == "owner-keys", words[4] == "sealed-values",
                let term = UInt32(words[1]), let ownerKeys = Int(words[3]), let sealedValues = Int(words[5])
            else { return nil }
            terms[term] = Count(ownerKeys: ownerKeys, sealedValues: sealedValues)
        }
    }
}
