public import Access
public import Domain
public import Router
internal import Store

/// Takes warnings that wait up the network: whoever is there is told; a deadline that is missed goes one unit further, and
/// past the school to its crisis lead, again and again until somebody takes the warning.
///
/// Everything that it needs stands in the store: after a kill, or days without the daemon, it comes to the same end.
public struct WarningEscalation: Sendable {
    private let policy: Policy
    private let deadlines: WarningDeadlines

    public init(policy: Policy, deadlines: WarningDeadlines) {
        self.policy = policy
        self.deadlines = deadlines
    }

    /// Does all that is due.
    ///
    /// - Returns: how many warnings went on.
    @discardableResult
    public func runOnce(_ run: BackgroundRun) async throws -> Int {
        let tree = run.units
        return try await run.settle({ try $0.hopsDue(at: run.now, limit: $1) }) { hop, change in
            try advance(hop, in: tree, change)
            change.changed(.warnings, of: hop.student)
        }
    }

    private func advance(_ hop: WarningHopRecord, in tree: UnitTree, _ change: BackgroundChange) throws {
        let (transaction, now) = (change.transaction, change.now)
        guard let warning = try present(hop, transaction), let place = try transaction.studentPlace(warning.student)
        else { return try transaction.drop(hop) }
        let span = deadlines.span(for: warning.confirmedLevel ?? warning.suggestedLevel)
        let path = EscalationPath(
            school: place.schoolID, schoolClass: place.classID, dorm: place.dormID, in: tree, from: span.firstHop)
        let people = NetworkPeople(policy: policy, units: tree, transaction: transaction, now: now)
        var told = try path.units.map { try people.told(at: $0, of: place) }
        told.append(try people.lastResort(of: place.schoolID))
        // At the last one it stays even if nobody is there: the gap is on the list of gaps, and the warning on its own.
        let hops = told.indices.filter { !told[$0].isEmpty || $0 == told.count - 1 }

        var next = hop
        func tell(_ reached: Int, after former: Int) throws {
            for passed in told.indices where passed > former && passed < reached {
                try transaction.append(
                    WarningStepRecord(.passedOver, at: now, unit: path.unit(at: passed)), to: warning)
            }
            for account in told[reached] {
                try transaction.append(
                    WarningStepRecord(.told, at: now, account: account, unit: path.unit(at: reached)), to: warning)
            }
            if told[reached].isEmpty {
                try transaction.append(
                    WarningStepRecord(.passedOver, at: now, unit: path.unit(at: reached)), to: warning)
            }
            next.hop = reached
            next.unit = path.unit(at: reached)
        }
        if hop.hop < 0, hop.awaits == .acknowledgement {
            try tell(hops[0], after: -1)
            next.dueAt = warning.acknowledgeBy ?? warning.raisedAt
        }
        // A student who has moved may have a shorter way than before.
        let start = EscalationClock(hop: min(next.hop, told.count - 1), dueAt: next.dueAt)
        let (missed, after) = start.catchingUp(to: now, every: span.hop.duration, hops: hops)
        for deadline in missed {
            try transaction.append(
                WarningStepRecord(.escalated, at: now, unit: path.unit(at: deadline.hop), dueAt: deadline.dueAt),
                to: warning)
            try tell(deadline.hop, after: next.hop)
        }
        next.missed += missed.count
        next.dueAt = after.dueAt
        try transaction.update(next)
        change.publish(.warning(warning.id, school: warning.school))
    }

    /// Nothing for a warning about a student whose data was erased.
    private func present(_ hop: WarningHopRecord, _ transaction: WriteTransaction) throws -> WarningRecord? {
        try unlessErased { try transaction.warning(hop.warning) }
    }
}
