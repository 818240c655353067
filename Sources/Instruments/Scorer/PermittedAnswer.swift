/// What `Manifest.permittedAnswers` says of one item, so that asking it costs a few instructions.
struct PermittedAnswer {
    private let low: Int64
    private let high: Int64
    /// Bit n: whether `low + n` is permitted, where not all up to `high` are.
    private let mask: UInt64?
    /// Codes that lie too far apart for a mask.
    private let codes: [Int64]?

    init(_ permitted: Manifest.PermittedAnswers?) {
        switch permitted {
        case .range(let range): (low, high, mask, codes) = (range.lowerBound, range.upperBound, nil, nil)
        case .codes(let all):
            let (least, most) = (all.min() ?? 1, all.max() ?? 0)
            (low, high) = (least, most)
            let fits = most - least < 64
            mask = fits ? all.reduce(0) { $0 | 1 << UInt64($1 - least) } : nil
            codes = fits ? nil : all
        case nil: (low, high, mask, codes) = (1, 0, nil, nil)
        }
    }

    func contains(_ answer: Int64) -> Bool {
        guard answer >= low, answer <= high else { return false }
        if let mask { return mask >> UInt64(answer - low) & 1 == 1 }
        return codes?.contains(answer) ?? true
    }
}
