public import Domain
public import Store

/// Tells the archive when a step of a referral is late, and again when it has been late for as long as it may take:
/// from then on it stands in the day of the crisis lead.
public struct ReferralSilence: Sendable {
    private let random: any RandomSource

    public init(random: any RandomSource) { self.random = random }

    /// - Parameter limit: how many at most, so that no write waits long behind them.
    /// - Returns: how many were told of.
    public func tell(_ transaction: WriteTransaction, at now: Timestamp, limit: Int) throws -> Int {
        let late = try transaction.referralsToTell(at: now, limit: limit)
        for var referral in late {
            referral.toldDelay = referral.delay(at: now)
            guard try transaction.update(referral, expected: referral.state) else { continue }
            try transaction.append(
                ArchiveEntry(
                    school: referral.school, student: referral.student, at: now, id: Identifier(randomFrom: random),
                    kind: .referral, subject: referral.id, author: nil,
                    summary: referral.toldDelay == .escalated ? "转介：逾期未答复，已上报专班负责人" : "转介：逾期未答复"))
        }
        return late.count
    }
}
