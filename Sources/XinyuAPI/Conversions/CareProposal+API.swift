public import Domain

extension APICareProposal {
    public init(_ proposal: CareProposal) {
        switch proposal {
        case .up: self = .up
        case .keep: self = .keep
        case .down: self = .down
        case .remove: self = .remove
        }
    }
}
