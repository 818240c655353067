internal import Access
internal import Domain
internal import Store

/// Referrals whose next step is the school's, and for an institution those whose next step is its own. Once silence has
/// escalated, it waits for the crisis lead, whoever was to speak.
struct ReferralDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        try school(watch, transaction) + institution(watch, transaction)
    }

    private func school(_ watch: DayWatch, _ transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.referralManage) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for state in ReferralState.allCases where state.isOpen {
                for referral in try transaction.referrals(ofSchool: school, in: state) {
                    let isEscalated = referral.delay(at: watch.now) == .escalated
                    guard state.nextParties.contains(.school) || (isEscalated && watch.role == .crisisLead),
                        let place = try transaction.studentPlace(referral.student), watch.reaches(place)
                    else { continue }
                    items.append(
                        DueItem(
                            .advanceReferral, referral.id, student: referral.student, unit: place.classID,
                            level: referral.urgency == .crisis ? .crisis : .none, since: referral.stepSince,
                            dueAt: referral.stepDueAt))
                }
            }
        }
        return items
    }

    /// Without the student: who it is depends on consent.
    private func institution(_ watch: DayWatch, _ transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.referralAnswer), let institution = watch.institution else { return [] }
        return try transaction.referrals(shownTo: institution).filter { $0.state.nextParties.contains(.institution) }
            .map { referral in
                DueItem(
                    .answerReferral, referral.id, level: referral.urgency == .crisis ? .crisis : .none,
                    since: referral.stepSince, dueAt: referral.stepDueAt)
            }
    }
}
