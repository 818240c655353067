public import Domain

extension APIReferralDelay {
    public init(_ delay: ReferralDelay) {
        switch delay {
        case .inTime: self = .inTime
        case .overdue: self = .overdue
        case .escalated: self = .escalated
        }
    }
}
