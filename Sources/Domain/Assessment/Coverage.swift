/// How many of those who were invited were assessed (T14). Students, not sheets.
public struct Coverage: Sendable, Hashable {
    public private(set) var invited = 0
    public private(set) var assessed = 0
    /// Exempt, or did not want to.
    public private(set) var excused = 0
    public private(set) var missing = 0

    public init() {}

    /// Where a student stands with all sheets of a campaign.
    public enum Standing: Sendable, Hashable {
        case assessed
        case excused
        case missing

        /// Assessed when every sheet that counts is answered; excused when all others are excused; missing else. A
        /// void sheet does not count, and a student who has nothing else is missing.
        public init(_ sheets: some Collection<SheetState>) {
            let counted = sheets.filter { $0 != .void }
            if counted.isEmpty || counted.contains(where: { !$0.isAnswered && !$0.isExcused }) {
                self = .missing
            } else {
                self = counted.contains(where: \.isAnswered) ? .assessed : .excused
            }
        }
    }

    public mutating func add(_ standing: Standing) {
        invited += 1
        switch standing {
        case .assessed: assessed += 1
        case .excused: excused += 1
        case .missing: missing += 1
        }
    }

    public static func += (left: inout Coverage, right: Coverage) {
        left.invited += right.invited
        left.assessed += right.assessed
        left.excused += right.excused
        left.missing += right.missing
    }

    /// Assessed of those who were not excused, in thousandths, cut: 999 until the last one is there. Nobody to assess
    /// is full coverage.
    public var permille: Int {
        let due = invited - excused
        return due == 0 ? 1000 : assessed * 1000 / due
    }
}
