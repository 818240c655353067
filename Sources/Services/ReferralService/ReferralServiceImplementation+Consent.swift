internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Consent to a referral, which is of versions: who gave it, when, to what, and when it ended.
extension ReferralServiceImplementation {
    public func listReferralGrounds(
        _ request: APIListReferralGroundsRequest, _ call: ReadingCall
    ) throws -> APIListReferralGroundsResponse {
        .with {
            $0.grounds = rules.grounds.map { ground in
                .with {
                    $0.id = ground.id
                    $0.law = ground.law
                    $0.text = ground.text
                }
            }
        }
    }

    public func recordReferralConsent(
        _ request: APIRecordReferralConsentRequest, _ call: ChangingCall
    ) throws -> APIRecordReferralConsentResponse {
        let giver = try ConsentRule.Giver(request.giver, field: "giver")
        let sections = try ReferralSections.asked(request.sections, field: "sections")
        let note = try FreeText.required(request.note, field: "note")
        let referral = try call.transaction.referralInFull(request.referralID)
        let state = try referral.state.applying(.consent)
        guard try giver == self.giver(for: referral, call) else {
            throw RPCError.invalidArgument(
                field: "giver",
                description: giver == .student
                    ? "must be the guardian: the student is not yet \(rules.ownConsentFromAge), or the birth date is not known"
                    : "must be the student, who is \(rules.ownConsentFromAge) or older")
        }
        try call.disclose(sections, on: .consent(giver), note: note, of: referral)
        // With the institution, another consent is no step: the clock goes on as it was.
        let consented =
            if state == referral.state {
                try again(referral, call)
            } else {
                try call.step(referral, by: .consent, rules)
            }
        return try .with { $0.referral = try call.reading.contract(consented, .full) }
    }

    private func again(_ referral: ReferralRecord, _ call: ChangingCall) throws -> ReferralRecord {
        call.count(.referrals, 1)
        try call.tellArchive(
            .referral, of: referral.student, in: referral.school, subject: referral.id, "转介：同意范围已更新")
        return referral
    }

    public func withdrawReferralConsent(
        _ request: APIWithdrawReferralConsentRequest, _ call: ChangingCall
    ) throws -> APIWithdrawReferralConsentResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let referral = try call.transaction.referralInFull(request.referralID)
        _ = try referral.state.applying(.withdrawConsent)
        let standing = try call.transaction.disclosures(of: referral).last { $0.endedAt == nil }
        guard case .consent = standing?.basis else {
            throw RPCError.failedPrecondition("it rests on a legal ground and not on consent; withdraw the referral")
        }
        try call.transaction.endDisclosure(of: referral, at: call.context.now)
        let changed = try call.step(referral, by: .withdrawConsent, rules) { changed in
            if !changed.state.isOpen { changed.body.endedBecause = reason }
        }
        return try .with { $0.referral = try call.reading.contract(changed, .full) }
    }

    private func giver(for referral: ReferralRecord, _ call: ChangingCall) throws -> ConsentRule.Giver {
        let born = try call.transaction.identifiedStudent(referral.student)?.identity.birthDate
        return rules.consentGiver(
            born: born.flatMap { CalendarDate($0) }, on: CalendarDate(of: call.context.now, offset: zone))
    }
}
