/// What silence about a referral has come to.
public enum ReferralDelay: String, Sendable, CaseIterable, Comparable {
    case inTime = "in_time"
    case overdue
    /// Overdue for as long as the step itself may take: others than who drafted it look after it.
    case escalated

    /// - Parameters:
    ///   - since: when the present state was entered.
    ///   - due: by when the next step should have been taken; nothing once the referral has ended.
    public init(since: Timestamp, due: Timestamp?, at now: Timestamp) {
        guard let due, now > due else {
            self = .inTime
            return
        }
        self = now - due >= due - since ? .escalated : .overdue
    }

    private var rank: Int {
        switch self {
        case .inTime: 0
        case .overdue: 1
        case .escalated: 2
        }
    }

    public static func < (left: ReferralDelay, right: ReferralDelay) -> Bool { left.rank < right.rank }
}
