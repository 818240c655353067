/// How often an entry of the care list is reviewed, by its level. Shipped figures; no statute fixes them.
public enum CareReview {
    public static func intervalDays(for level: AttentionLevel) -> Int {
        switch level {
        case .none, .watch: 30
        case .concern: 14
        case .crisis: 7
        }
    }
}
