import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// What is asked of others: experts, and the hospital.
extension Year {
    // MARK: - Referrals

    func refer(_ student: String, isCrisis: Bool, as person: Person) async throws {
        let service = ReferralServiceClient(person)
        await attempt("referrals drafted") {
            let referral = try await service.draftReferral(
                .with {
                    $0.studentID = student
                    $0.institutionID = self.hospital
                    $0.urgency = isCrisis ? .crisis : .ordinary
                    $0.isGreenChannel = isCrisis
                    $0.reason = "持续情绪低落"
                    $0.summary = "三月余，伴失眠，有自伤念头"
                    $0.senderContact = "心理辅导室 0591-8000"
                }
            ).referral
            guard isCrisis else { return }
            _ = try await service.sendReferral(
                .with {
                    $0.referralID = referral.id
                    $0.groundID = "mental_health_law_28"
                    $0.groundText = "当日自伤，监护人失联"
                    $0.sections = [.identity, .reason]
                })
            self.tally.add("referrals sent on a legal ground")
        }
    }

    func advanceReferral(_ id: String, as person: Person) async throws {
        let service = ReferralServiceClient(person)
        switch try await service.getReferral(.with { $0.referralID = id }).referral.state {
        case .attended: tally.add("hospital rung up")
        case .drafted:
            _ = try await service.recordReferralConsent(
                .with {
                    $0.referralID = id
                    $0.giver = .guardian
                    $0.sections = [.identity, .reason, .summary]
                    $0.note = "父亲当面签字"
                })
        case .consented: _ = try await service.sendReferral(.with { $0.referralID = id })
        case .feedback, .refused, .noShow:
            _ = try await service.closeReferral(
                .with {
                    $0.referralID = id
                    $0.followUp = .monitor
                    $0.text = "每周随访"
                })
            tally.add("referrals closed")
        default:
            // It waits for the hospital; somebody rings up, and now and then takes it back.
            guard dice.happens(15) else { return }
            _ = try await service.withdrawReferral(
                .with {
                    $0.referralID = id
                    $0.reason = "已在他院就诊"
                })
            tally.add("referrals withdrawn")
        }
    }

    func answerReferral(_ id: String, as person: Person) async throws {
        let service = ReferralServiceClient(person)
        let referral = try await service.getAddressedReferral(.with { $0.referralID = id }).referral
        switch referral.state {
        case .sent:
            if dice.happens(8) {
                _ = try await service.refuseReferral(
                    .with {
                        $0.referralID = id
                        $0.reason = "床位已满"
                    })
                tally.add("referrals refused")
            } else {
                _ = try await service.receiveReferral(.with { $0.referralID = id })
            }
        case .received, .noShow:
            _ = try await service.scheduleReferral(
                .with {
                    $0.referralID = id
                    $0.appointmentAt = self.moment(after: .seconds(86_400))
                })
        case .scheduled:
            guard referral.appointmentAt.seconds <= now.milliseconds / 1_000 else { return }
            let comes = dice.happens(80)
            _ = try await service.recordReferralAttendance(
                .with {
                    $0.referralID = id
                    $0.outcome = comes ? .attended : .noShow
                })
            tally.add(comes ? "visits to the hospital" : "visits missed")
        case .attended:
            _ = try await service.giveReferralFeedback(
                .with {
                    $0.referralID = id
                    $0.feedback.advice = "药物治疗，两周复诊"
                    $0.feedback.returnToSchool = .withSupport
                    $0.feedback.returnAdvice = "减轻课业"
                    $0.feedback.nextVisitOn = self.day(after: 14)
                })
        default: break
        }
    }

    // MARK: - Consultations

    func consult(about student: String, as person: Person) async throws {
        await attempt("consultations requested") {
            _ = try await ConsultationServiceClient(person).requestConsultation(
                .with {
                    $0.studentID = student
                    $0.question = "是否需要药物治疗"
                    $0.summary = "情绪低落三月余，伴失眠"
                    $0.urgency = .ordinary
                })
        }
    }

    func assignExperts(_ id: String, as person: Person) async throws {
        let service = ConsultationServiceClient(person)
        let panel = try await service.getConsultation(.with { $0.consultationID = id }).consultation.panel
        let asked = Set(panel.map(\.accountID))
        // Two are wanted; who has declared a conflict does not count.
        let missing = 2 - panel.count { $0.declaration != .conflict }
        let chosen = dice.some(max(missing, 1), of: staff.experts.filter { !asked.contains($0.account) })
        guard !chosen.isEmpty else { return }
        _ = try await service.assignExperts(
            .with {
                $0.consultationID = id
                $0.expertIds = chosen.map(\.account)
            })
        tally.add("experts assigned", chosen.count)
    }

    func giveOpinion(_ id: String, as person: Person) async throws {
        let service = ConsultationServiceClient(person)
        let mine = try await service.listAssignedConsultations(.init()).consultations.first { $0.id == id }
        guard let mine else { return }
        if mine.ownDeclaration == .pending {
            let isBiased = dice.happens(8)
            _ = try await service.declareInterest(
                .with {
                    $0.consultationID = id
                    $0.declaration = isBiased ? .conflict : .none
                    if isBiased { $0.reason = "认识该生家长" }
                })
            if isBiased { return tally.add("conflicts of interest") }
        }
        _ = try await service.getCaseFile(.with { $0.consultationID = id })
        _ = try await service.giveOpinion(
            .with {
                $0.consultationID = id
                $0.opinion = "考虑抑郁发作"
                $0.proposedLevel = .concern
            })
        tally.add("opinions")
    }

    func conclude(_ id: String, as person: Person) async throws {
        let response = try await ConsultationServiceClient(person).concludeConsultation(
            .with {
                $0.consultationID = id
                $0.conclusion = "建议门诊就诊"
                $0.recommendations = ["家长陪同就诊", "两周后复评"]
                $0.proposedLevel = .concern
            })
        tally.add("consultations concluded")
        if dice.happens(60) { try await refer(response.consultation.studentID, isCrisis: false, as: person) }
    }
}
