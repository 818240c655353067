import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import XinyuAPI

/// The moves of a referral, each as its own RPC.
extension Party {
    func draft(
        _ student: Identifier, to institution: Identifier, _ urgency: APIReferralUrgency = .ordinary,
        greenChannel: Bool = false
    ) async throws -> APIReferral {
        try await referrals.draftReferral(
            .with {
                $0.studentID = student.description
                $0.institutionID = institution.description
                $0.urgency = urgency
                $0.isGreenChannel = greenChannel
                $0.reason = "持续情绪低落"
                $0.summary = "三月余，伴失眠，有自伤念头"
                $0.senderContact = "心理辅导室 0591-8000"
            }, meta
        ).referral
    }

    func consent(
        _ id: String, _ sections: [APIReferralSection] = [.identity, .reason],
        by giver: APIConsentGiver = .guardian
    ) async throws -> APIReferral {
        try await referrals.recordReferralConsent(
            .with {
                $0.referralID = id
                $0.giver = giver
                $0.sections = sections
                $0.note = "父亲当面签字"
            }, meta
        ).referral
    }

    func withdrawConsent(_ id: String) async throws -> APIReferral {
        try await referrals.withdrawReferralConsent(
            .with {
                $0.referralID = id
                $0.reason = "家长来电撤回"
            }, meta
        ).referral
    }

    func send(_ id: String) async throws -> APIReferral {
        try await referrals.sendReferral(.with { $0.referralID = id }, meta).referral
    }

    func sendOnGround(
        _ id: String, _ ground: String = "mental_health_law_28", because text: String = "当日自伤，监护人失联",
        _ sections: [APIReferralSection] = [.identity]
    ) async throws -> APIReferral {
        try await referrals.sendReferral(
            .with {
                $0.referralID = id
                $0.groundID = ground
                $0.groundText = text
                $0.sections = sections
            }, meta
        ).referral
    }

    func withdraw(_ id: String) async throws -> APIReferral {
        try await referrals.withdrawReferral(
            .with {
                $0.referralID = id
                $0.reason = "已在他院就诊"
            }, meta
        ).referral
    }

    func close(_ id: String) async throws -> APIReferral {
        try await referrals.closeReferral(
            .with {
                $0.referralID = id
                $0.followUp = .monitor
                $0.text = "每周随访"
            }, meta
        ).referral
    }

    func referral(_ id: String) async throws -> APIReferral {
        try await referrals.getReferral(.with { $0.referralID = id }, meta).referral
    }

    func referralList(
        _ unit: Identifier, _ states: [APIReferralState] = []
    ) async throws -> [APIReferral] {
        try await referrals.listReferrals(
            .with {
                $0.unitID = unit.description
                $0.states = states
            }, meta
        ).referrals
    }

    // MARK: - The institution's side

    func inbox(_ institution: Identifier) async throws -> [APIAddressedReferral] {
        try await referrals.listAddressedReferrals(
            .with { $0.institutionID = institution.description }, meta
        ).referrals
    }

    func addressed(_ id: String) async throws -> APIAddressedReferral {
        try await referrals.getAddressedReferral(.with { $0.referralID = id }, meta).referral
    }

    func receive(_ id: String) async throws -> APIAddressedReferral {
        try await referrals.receiveReferral(.with { $0.referralID = id }, meta).referral
    }

    func refuse(_ id: String) async throws -> APIAddressedReferral {
        try await referrals.refuseReferral(
            .with {
                $0.referralID = id
                $0.reason = "床位已满"
            }, meta
        ).referral
    }

    func schedule(_ id: String, at moment: Timestamp) async throws -> APIAddressedReferral {
        try await referrals.scheduleReferral(
            .with {
                $0.referralID = id
                $0.appointmentAt = Google_Protobuf_Timestamp(moment)
            }, meta
        ).referral
    }

    func attendance(
        _ id: String, _ outcome: APIRecordReferralAttendanceRequest.Outcome
    ) async throws -> APIAddressedReferral {
        try await referrals.recordReferralAttendance(
            .with {
                $0.referralID = id
                $0.outcome = outcome
            }, meta
        ).referral
    }

    func feedback(
        _ id: String, _ advice: String = "药物治疗，两周复诊", nextVisit: String = "2026-12-01"
    ) async throws -> APIAddressedReferral {
        try await referrals.giveReferralFeedback(
            .with {
                $0.referralID = id
                $0.feedback.advice = advice
                $0.feedback.returnToSchool = .withSupport
                $0.feedback.returnAdvice = "减轻课业"
                $0.feedback.nextVisitOn = nextVisit
            }, meta
        ).referral
    }
}

extension AffairSchool {
    /// A referral in a state, brought there by its moves; the date of a visit is over.
    func referral(
        _ state: ReferralState, of student: Identifier, _ sections: [APIReferralSection] = [.identity, .reason],
        greenChannel: Bool = false
    ) async throws -> String {
        let id = try await counsellor.draft(student, to: hospital, greenChannel: greenChannel).id
        if state == .drafted { return id }
        _ = try await counsellor.consent(id, sections)
        if state == .consented { return id }
        _ = try await counsellor.send(id)
        switch state {
        case .drafted, .consented, .sent: return id
        case .refused: _ = try await liaison.refuse(id)
        case .withdrawn: _ = try await counsellor.withdraw(id)
        case .received, .scheduled, .attended, .noShow, .feedback, .closed:
            _ = try await liaison.receive(id)
            if state == .received { return id }
            _ = try await liaison.schedule(id, at: clock.now() + .seconds(60))
            clock.advance(by: .seconds(61))
            if state == .scheduled { return id }
            _ = try await liaison.attendance(id, state == .noShow ? .noShow : .attended)
            if state == .attended || state == .noShow { return id }
            _ = try await liaison.feedback(id)
            if state == .closed { _ = try await counsellor.close(id) }
        }
        return id
    }
}
