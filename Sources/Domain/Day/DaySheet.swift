/// One person's day: what waits, in the order in which it should be looked at.
public struct DaySheet: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let item: DueItem
        public let urgency: DueItem.Urgency
    }

    /// Overdue, today, new, coming; within each the gravest first, then what is due first, then the oldest.
    public let lines: [Line]

    /// - Parameters:
    ///   - items: in any order; the same thing in two roles stands once.
    ///   - horizon: what is due after it is left out.
    public init(_ items: [DueItem], at now: Timestamp, zone: Duration, until horizon: Timestamp) {
        lines = Set(items).lazy
            .filter { $0.dueAt.map { $0 <= horizon } ?? true }
            .map { Line(item: $0, urgency: $0.urgency(at: now, zone: zone)) }
            .sorted { $0.comesBefore($1) }
    }

    public func count(_ urgency: DueItem.Urgency) -> Int {
        lines.reduce(0) { $0 + ($1.urgency == urgency ? 1 : 0) }
    }
}

extension DaySheet.Line {
    fileprivate func comesBefore(_ other: DaySheet.Line) -> Bool {
        if urgency != other.urgency { return urgency < other.urgency }
        if item.level != other.item.level { return item.level > other.item.level }
        if item.dueAt != other.item.dueAt {
            return (item.dueAt?.milliseconds ?? .max) < (other.item.dueAt?.milliseconds ?? .max)
        }
        return (item.since, item.subject) < (other.item.since, other.item.subject)
    }
}
