import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// What goes beyond the school, what is grave, and what is said in confidence.
extension MarkedWork {
    /// A consultation whose opinions are in, and which is still open.
    func consult() async throws -> [ScopeKind: [String]] {
        let consultations = ConsultationServiceClient(client)
        let consultation = try await consultations.requestConsultation(
            .with {
                $0.studentID = id(.own)
                $0.question = text(.question)
                $0.summary = text(.summary)
                $0.urgency = .ordinary
            }, counsellor
        ).consultation.id
        _ = try await consultations.assignExperts(
            .with {
                $0.consultationID = consultation
                $0.expertIds = staff.experts.map(\.account)
            }, counsellor)
        for (number, expert) in staff.experts.enumerated() {
            _ = try await consultations.declareInterest(
                .with {
                    $0.consultationID = consultation
                    $0.declaration = number == 2 ? .conflict : .none
                    $0.reason = number == 2 ? text(.conflict, .nobody) : ""
                }, expert.meta)
            guard number < 2 else { continue }
            _ = try await consultations.giveOpinion(
                .with {
                    $0.consultationID = consultation
                    $0.opinion = number == 1 ? text(.opinion) : "同意门诊"
                }, expert.meta)
        }
        return [.consultation: [consultation]]
    }

    /// With consent to who the student is and why, and to nothing else.
    func refer() async throws -> [ScopeKind: [String]] {
        let referrals = ReferralServiceClient(client)
        let referral = try await referrals.draftReferral(
            .with {
                $0.studentID = id(.own)
                $0.institutionID = staff.hospital
                $0.urgency = .ordinary
                $0.reason = text(.referralReason)
                $0.summary = text(.referralSummary)
                $0.senderContact = text(.senderContact)
            }, counsellor
        ).referral.id
        _ = try await referrals.recordReferralConsent(
            .with {
                $0.referralID = referral
                $0.giver = .guardian
                $0.sections = [.identity, .reason]
                $0.note = text(.consentNote)
            }, counsellor)
        _ = try await referrals.sendReferral(.with { $0.referralID = referral }, counsellor)
        return [.referral: [referral]]
    }

    func meetCrisis() async throws -> [ScopeKind: [String]] {
        let crises = CrisisServiceClient(client)
        let crisis = try await crises.openCrisisCase(
            .with {
                $0.studentID = id(.classmate)
                $0.reason = text(.crisisReason, .classmate)
                $0.leadID = staff.crisisLead.account
                $0.nextStep.what = text(.crisisStep, .classmate)
                $0.nextStep.dueAt = .init(date: Date().addingTimeInterval(86_400))
            }, counsellor
        ).crisisCase.id
        _ = try await crises.completePoint(
            .with {
                $0.crisisCaseID = crisis
                $0.kind = .guardiansTold
                $0.note = text(.pointNote, .classmate)
            }, counsellor)
        _ = try await crises.recordLesson(
            .with {
                $0.crisisCaseID = crisis
                $0.findings = text(.lesson, .classmate)
            }, staff.crisisLead.meta)
        let report = text(.caseReport, .classmate)
        _ = try await CaseReportServiceClient(client).submitCaseReport(
            .with {
                $0.crisisCaseID = crisis
                $0.content = .with {
                    ($0.background, $0.course, $0.riskFactors, $0.protectiveFactors) = (report, report, report, report)
                    ($0.analysis, $0.measures, $0.outcome, $0.recommendations) = (report, report, report, report)
                }
            }, counsellor)
        // The crisis lead's: the counsellor who reads is not the one assigned.
        let trauma = try await TraumaServiceClient(client).openTraumaReport(
            .with {
                $0.studentID = id(.classmate)
                $0.kind = .violence
                $0.gravity = .grave
                $0.suspect = .unknown
                $0.description_p = text(.trauma, .classmate)
            }, staff.crisisLead.meta
        ).report.id
        let periods = SpecialPeriodServiceClient(client)
        func day(_ days: Double) -> String {
            String(ISO8601DateFormatter().string(from: Date().addingTimeInterval(days * 86_400)).prefix(10))
        }
        let period = try await periods.planSpecialPeriod(
            .with {
                $0.unitID = school.school
                $0.kind = .exams
                $0.startsOn = day(0)
                $0.endsOn = day(30)
            }, staff.crisisLead.meta
        ).period.id
        let reviews = try await periods.listSpecialReviews(.with { $0.unitID = school.school }, counsellor).reviews
        if let review = reviews.first(where: { $0.studentID == id(.classmate) })?.id {
            _ = try await periods.completeSpecialReview(
                .with {
                    $0.specialReviewID = review
                    $0.finding = text(.reviewFinding, .classmate)
                    $0.level = .none
                }, counsellor)
        }
        return [
            .crisisCase: [crisis], .traumaReport: [trauma], .specialPeriod: [period], .specialReview: reviews.map(\.id),
        ]
    }

    /// One appointment that was held, and one that is to come.
    func counsel() async throws -> [ScopeKind: [String]] {
        let rooms = CounsellingServiceClient(client)
        let room = try await rooms.openCounsellingRoom(
            .with {
                $0.schoolID = school.school
                $0.name = "静心室"
            }, counsellor
        ).room.id
        var duties: [String] = []
        for weekday in UInt32(1)...7 {
            duties.append(
                try await rooms.addDuty(
                    .with {
                        $0.roomID = room
                        $0.counsellorID = school.counsellor.account
                        $0.kind = .weekly
                        $0.weekday = weekday
                        $0.starts = "00:00"
                        $0.ends = "24:00"
                    }, counsellor
                ).duty.id)
        }
        let pupil = try pupil(.own)
        let slots = try await rooms.listFreeSlots(.with { $0.studentID = pupil.student }, pupil.visitor.meta).slots
        guard slots.count > 10 else { throw NeverCame(description: "free slots") }
        var appointments: [String] = []
        for slot in [slots[5], slots[9]] {
            appointments.append(
                try await rooms.bookAppointment(
                    .with {
                        $0.studentID = pupil.student
                        $0.counsellorID = slot.counsellorID
                        $0.roomID = slot.roomID
                        $0.startsAt = slot.startsAt
                        $0.request = text(.appointmentRequest)
                    }, pupil.visitor.meta
                ).appointment.id)
        }
        let held = appointments[0]
        _ = try await rooms.confirmAppointment(.with { $0.appointmentID = held }, counsellor)
        _ = try await rooms.checkInAppointment(.with { $0.appointmentID = held }, counsellor)
        _ = try await rooms.completeAppointment(
            .with {
                $0.appointmentID = held
                $0.followUpOn = "2030-01-01"
            }, counsellor)
        _ = try await rooms.writeInterviewNotes(
            .with {
                $0.appointmentID = held
                $0.text = text(.counsellingNotes)
            }, counsellor)
        _ = try await rooms.recordFollowUp(
            .with {
                $0.appointmentID = held
                $0.outcome = text(.followUp)
            }, counsellor)
        _ = try await rooms.giveAppointmentFeedback(
            .with {
                $0.appointmentID = held
                $0.rating = 4
                $0.text = text(.feedback)
            }, pupil.visitor.meta)
        return [.counsellingRoom: [room], .duty: duties, .appointment: appointments]
    }

    func mentor() async throws -> [ScopeKind: [String]] {
        let mentoring = MentoringServiceClient(client)
        _ = try await mentoring.enlistMentor(
            .with {
                $0.unitID = school.school
                $0.accountID = staff.mentor.account
                $0.training = .trained
            }, counsellor)
        let mentorship = try await mentoring.assignMentor(
            .with {
                $0.studentID = id(.own)
                $0.mentorID = staff.mentor.account
                $0.reason = text(.mentorReason)
            }, counsellor
        ).mentorship.id
        _ = try await mentoring.logContact(
            .with {
                $0.studentID = id(.own)
                $0.form = .talk
                $0.topics = [.feelings]
                $0.content = text(.mentorContact)
            }, staff.mentor.meta)
        let pair = try await mentoring.assignGrowthBuddy(
            .with {
                $0.studentID = id(.own)
                $0.buddyID = id(.friend)
            }, counsellor
        ).growthBuddy.id
        return [.mentorship: [mentorship], .growthBuddy: [pair]]
    }

    /// A grant that waits for the security officer, and what a registrar has.
    func administer() async throws -> [ScopeKind: [String]] {
        let grant = try await AccountServiceClient(client).requestGrant(
            .with {
                $0.accountID = staff.idle.account
                $0.role = .counsellor
                $0.scopeKind = .unit
                $0.scopeID = school.school
                $0.reason = text(.grantReason, .nobody)
            }, school.registrar.meta
        ).grant.id
        let rosterImport = try await RosterServiceClient(client).beginRosterImport(
            .with { $0.schoolID = school.school }, school.registrar.meta
        ).importID
        // Leaves a purpose in the access log.
        _ = try await ArchiveServiceClient(client).getTimeline(.with { $0.studentID = id(.own) }, counsellor)
        return [.grant: [grant], .rosterImport: [rosterImport]]
    }
}
