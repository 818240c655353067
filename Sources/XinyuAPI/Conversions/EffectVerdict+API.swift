public import Domain

extension APIEffectVerdict {
    public init(_ verdict: ReliableChange.Verdict) {
        switch verdict {
        case .improved: self = .improved
        case .unchanged: self = .unchanged
        case .worse: self = .worse
        }
    }
}
