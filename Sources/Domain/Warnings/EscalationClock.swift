/// When a warning that nobody takes goes on, and how far: pure, so that a daemon that was down comes to the same end as
/// one that was not.
public struct EscalationClock: Sendable, Hashable {
    /// A deadline that was missed, and the hop that is told because of it.
    public struct Missed: Sendable, Hashable {
        public let dueAt: Timestamp
        public let hop: Int

        public init(dueAt: Timestamp, hop: Int) {
            self.dueAt = dueAt
            self.hop = hop
        }
    }

    /// The hop that has been told.
    public let hop: Int
    public let dueAt: Timestamp

    public init(hop: Int, dueAt: Timestamp) {
        self.hop = hop
        self.dueAt = dueAt
    }

    /// What has been missed by `now`, in order, and the clock after it.
    ///
    /// Each missed deadline goes one hop up. The last hop is told again at every further one until somebody acts; those
    /// that passed unseen there become a single one.
    ///
    /// - Parameter hops: those at which somebody can be told, in ascending order, and the last one in any case.
    public func catchingUp(
        to now: Timestamp, every span: Duration, hops: [Int]
    ) -> (missed: [Missed], clock: EscalationClock) {
        let step = max(span, .seconds(1)).wholeMilliseconds
        var missed: [Missed] = []
        var (hop, dueAt) = (hop, dueAt)
        while dueAt <= now {
            let isAtTheEnd = !hops.contains { $0 > hop }
            hop = hops.first { $0 > hop } ?? hops.last ?? hop
            missed.append(Missed(dueAt: dueAt, hop: hop))
            let passed = isAtTheEnd ? (now - dueAt).wholeMilliseconds / step + 1 : 1
            dueAt = Timestamp(milliseconds: dueAt.milliseconds + passed * step)
        }
        return (missed, EscalationClock(hop: hop, dueAt: dueAt))
    }
}
