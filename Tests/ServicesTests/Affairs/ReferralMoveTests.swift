import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

/// What each side does with a referral.
enum ReferralStep: String, CaseIterable, Sendable {
    case consent
    case withdrawConsent = "withdraw consent"
    case send, withdraw, close
    case receive, refuse, schedule, attend, miss
    case giveFeedback = "give feedback"

    static let ofTheSchool: [ReferralStep] = [.consent, .withdrawConsent, .send, .withdraw, .close]
}

@Suite("Moves of a referral")
struct ReferralMoveTests {
    /// Written out and not asked of the state machine.
    private static let table: [(ReferralState, [ReferralStep: APIReferralState], String)] = [
        (
            .drafted, [.consent: .consented, .withdraw: .withdrawn],
            "from here: consent, send on legal ground, withdraw"
        ),
        (
            .consented, [.consent: .consented, .withdrawConsent: .drafted, .send: .sent, .withdraw: .withdrawn],
            "from here: consent, withdraw consent, send, withdraw"
        ),
        (
            .sent,
            [
                .consent: .sent, .withdrawConsent: .withdrawn, .withdraw: .withdrawn, .receive: .received,
                .refuse: .refused,
            ], "from here: consent, withdraw consent, receive, refuse, withdraw"
        ),
        (
            .received,
            [
                .consent: .received, .withdrawConsent: .withdrawn, .withdraw: .withdrawn, .refuse: .refused,
                .schedule: .scheduled,
            ], "from here: consent, withdraw consent, refuse, schedule, withdraw"
        ),
        (
            .scheduled,
            [
                .consent: .scheduled, .withdrawConsent: .withdrawn, .withdraw: .withdrawn, .schedule: .scheduled,
                .attend: .attended, .miss: .noShow,
            ], "from here: consent, withdraw consent, schedule, attend, miss, withdraw"
        ),
        (
            .attended, [.consent: .attended, .withdrawConsent: .withdrawn, .giveFeedback: .feedback],
            "from here: consent, withdraw consent, give feedback"
        ),
        (
            .noShow,
            [
                .consent: .noShow, .withdrawConsent: .withdrawn, .withdraw: .withdrawn, .schedule: .scheduled,
                .close: .closed,
            ], "from here: consent, withdraw consent, schedule, close, withdraw"
        ),
        (
            .feedback,
            [.consent: .feedback, .withdrawConsent: .withdrawn, .giveFeedback: .feedback, .close: .closed],
            "from here: consent, withdraw consent, give feedback, close"
        ),
        (.refused, [.close: .closed], "from here: close"),
        (.closed, [:], "it has ended"), (.withdrawn, [:], "it has ended"),
    ]

    @Test(arguments: table)
    func eachFromEachState(
        _ state: ReferralState, _ legal: [ReferralStep: APIReferralState], _ next: String
    ) async throws {
        let isWithInstitution = [.sent, .received, .scheduled, .attended, .noShow, .feedback].contains(state)
        try await AffairSchool.open { school in
            for step in ReferralStep.allCases {
                let student = try await school.enrol()
                let id = try await school.referral(state, of: student)
                let lines = try await school.counsellor.timeline(student).count
                if let target = legal[step] {
                    #expect(try await take(step, id, school) == target, "\(step)")
                    #expect(try await school.counsellor.timeline(student).count == lines + 1)
                    continue
                }
                let refusal = try await failure { try await take(step, id, school) }
                if ReferralStep.ofTheSchool.contains(step) || isWithInstitution {
                    #expect(refusal?.status == .failedPrecondition, "\(step)")
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for a referral that is \(state.word); \(next)")
                } else {
                    // What is not with the institution is not there for it.
                    #expect(refusal?.status == .notFound, "\(step)")
                }
                #expect(try await school.counsellor.timeline(student).count == lines)
                #expect(try await school.counsellor.referral(id).state == APIReferralState(state))
            }
        }
    }

    private func take(_ step: ReferralStep, _ id: String, _ school: AffairSchool) async throws -> APIReferralState {
        let later = school.clock.now() + .seconds(86_400)
        return switch step {
        case .consent: try await school.counsellor.consent(id).state
        case .withdrawConsent: try await school.counsellor.withdrawConsent(id).state
        case .send: try await school.counsellor.send(id).state
        case .withdraw: try await school.crisisLead.withdraw(id).state
        case .close: try await school.crisisLead.close(id).state
        case .receive: try await school.liaison.receive(id).state
        case .refuse: try await school.liaison.refuse(id).state
        case .schedule: try await school.liaison.schedule(id, at: later).state
        case .attend: try await school.liaison.attendance(id, .attended).state
        case .miss: try await school.liaison.attendance(id, .noShow).state
        case .giveFeedback: try await school.liaison.feedback(id).state
        }
    }

    @Test func keepsWhoDidWhatWhen() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.referral(.closed, of: student)
            let closed = try await school.counsellor.referral(id)
            #expect(
                closed.history.map(\.toState) == [
                    .drafted, .consented, .sent, .received, .scheduled, .attended, .feedback, .closed,
                ])
            #expect(closed.history.map(\.fromState).first == .unspecified)
            let (counsellor, liaison) = (school.counsellor.id.description, school.liaison.id.description)
            #expect(
                closed.history.map(\.authorID)
                    == Array(repeating: counsellor, count: 3) + Array(repeating: liaison, count: 4) + [counsellor])
            #expect(closed.feedback.advice == "药物治疗，两周复诊")
            #expect(closed.feedback.returnToSchool == .withSupport)
            #expect(closed.feedback.nextVisitOn == "2026-12-01")
            #expect(closed.followUp == .monitor)
            #expect(closed.followUpText == "每周随访")
            #expect(!closed.hasStepDueAt)
            let lines = try await school.counsellor.timeline(student).map(\.summary)
            #expect(Set(lines).isSuperset(of: ["转介：已结案，后续：持续观察", "转介：医院已反馈，复学建议：支持下上学"]))
        }
    }

    @Test func givesAnotherDateAfterNobodyCame() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.noShow, of: try await school.enrol())
            let date = school.clock.now() + .seconds(3 * 86_400)
            let again = try await school.liaison.schedule(id, at: date)
            #expect(again.state == .scheduled)
            #expect(again.appointmentAt == Google_Protobuf_Timestamp(date))
            #expect(again.stepDueAt == Google_Protobuf_Timestamp(date + .seconds(86_400)))
            // Who is not there yet has not missed it; who comes early has come.
            #expect(
                try await failure { try await school.liaison.attendance(id, .noShow) }?.status == .failedPrecondition)
            #expect(try await school.liaison.attendance(id, .attended).state == .attended)
        }
    }

    @Test func refusesDatesThatCannotBe() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.received, of: try await school.enrol())
            let now = school.clock.now()
            for date in [now, now + .seconds(-60), now + .seconds(367 * 86_400)] {
                let refusal = try await failure { try await school.liaison.schedule(id, at: date) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["appointmentAt"])
            }
            _ = try await school.liaison.schedule(id, at: now + .seconds(60))
            #expect(
                try await failure { try await school.liaison.attendance(id, .unspecified) }?.status == .invalidArgument)
            _ = try await school.liaison.attendance(id, .attended)
            let refusal = try await failure { try await school.liaison.feedback(id, nextVisit: "2026-02-30") }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["feedback.nextVisitOn"])
            #expect(try await failure { try await school.liaison.feedback(id, " ") }?.status == .invalidArgument)
        }
    }

    @Test func isOnceAtATimeToAnInstitution() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let first = try await school.counsellor.draft(student, to: school.hospital)
            #expect(first.caseNumber.wholeMatch(of: /转介-[2-9A-HJ-NP-Z]{8}/) != nil)
            #expect(
                try await failure { try await school.crisisLead.draft(student, to: school.hospital) }?.status
                    == .alreadyExists)
            _ = try await school.crisisLead.draft(student, to: school.otherHospital)
            _ = try await school.counsellor.withdraw(first.id)
            _ = try await school.counsellor.draft(student, to: school.hospital)
            #expect(try await school.counsellor.referralList(school.school).count == 2)
            #expect(try await school.counsellor.referralList(school.school, [.withdrawn]).map(\.id) == [first.id])
        }
    }

    @Test func isForEachSideAlone() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.referral(.sent, of: student)
            for party in [school.classTeacher, school.registrar, school.officer, school.experts[0], school.liaison] {
                for refusal in [
                    try await failure { try await party.draft(student, to: school.hospital) },
                    try await failure { try await party.referral(id) },
                    try await failure { try await party.consent(id) },
                    try await failure { try await party.withdraw(id) },
                ] { #expect(refusal?.status == .permissionDenied) }
            }
            for party in [school.counsellor, school.crisisLead, school.classTeacher, school.experts[0]] {
                for refusal in [
                    try await failure { try await party.receive(id) },
                    try await failure { try await party.addressed(id) },
                    try await failure { try await party.inbox(school.hospital) },
                ] { #expect(refusal?.status == .permissionDenied) }
            }
            for refusal in [
                try await failure { try await school.stranger.referral(id) },
                try await failure { try await school.stranger.withdraw(id) },
                try await failure { try await school.otherLiaison.addressed(id) },
                try await failure { try await school.otherLiaison.receive(id) },
                try await failure { try await school.otherLiaison.inbox(school.hospital) },
            ] { #expect(refusal?.status == .notFound) }
        }
    }
}
