internal import Domain
public import Router
internal import Store

/// What time does to what is asked of others: ends what the time box of a consultation ends, and tells of referrals that
/// nobody answers.
public struct AffairClocks: BackgroundWork {
    public init() {}

    public var name: BackgroundWorkName { .affairClocks }
    public var interval: Duration { .seconds(30) }

    public func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.consultationsDue(at: run.now, limit: $1) }) { try $1.end($0) }
        try await run.settle({ try $0.referralsToTell(at: run.now, limit: $1) }) { try $1.tell($0) }
    }
}

extension BackgroundChange {
    /// Closes the opinions when the time for them is over; ends a consultation that has none when the whole time box is.
    fileprivate func end(_ consultation: ConsultationRecord) throws {
        let hasOpinion = try transaction.experts(of: consultation).contains { $0.isOnPanel && $0.opinion != nil }
        var changed = consultation
        changed.state = try consultation.state.applying(
            consultation.state == .assigned && hasOpinion ? .closeOpinions : .expire)
        if !changed.state.isOpen { changed.closedAt = now }
        guard try transaction.update(changed, expected: consultation.state) else { return }
        try transaction.append(
            ArchiveEntry(
                school: changed.school, student: changed.student, at: now, id: newIdentifier(), kind: .consultation,
                subject: changed.id, author: nil, summary: changed.archiveLine))
        self.changed(.consultations, of: changed.student)
    }

    /// Tells the archive when a step is late, and again when it has been late for as long as it may take: from then on it
    /// stands in the day of the crisis lead.
    fileprivate func tell(_ referral: ReferralRecord) throws {
        var told = referral
        told.toldDelay = referral.delay(at: now)
        guard try transaction.update(told, expected: referral.state) else { return }
        try transaction.append(
            ArchiveEntry(
                school: told.school, student: told.student, at: now, id: newIdentifier(), kind: .referral,
                subject: told.id, author: nil,
                summary: told.toldDelay == .escalated ? "转介：逾期未答复，已上报专班负责人" : "转介：逾期未答复"))
        changed(.referrals, of: told.student)
    }
}
