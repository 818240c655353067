internal import Domain
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadingCall {
    enum ReferralDetail { case outline, full }

    /// The referral as its school sees it.
    func contract(_ referral: ReferralRecord, _ detail: ReferralDetail) throws -> APIReferral {
        var message = APIReferral(referral, now: context.now)
        message.studentName = try transaction.nameUnlessErased(referral.student)
        // What would be taken out again is not even opened.
        guard detail == .full, context.ceiling >= .clinical else { return message }
        message.disclosures = try transaction.disclosures(of: referral).map(APIReferralDisclosure.init)
        message.history = try transaction.steps(of: referral).map(APIReferralStep.init)
        if let feedback = referral.feedback { message.feedback = APIReferralFeedback(feedback) }
        return message
    }
}

extension APIReferral {
    init(_ referral: ReferralRecord, now: Timestamp) {
        self.init()
        id = referral.id.description
        studentID = referral.student.description
        institutionID = referral.institution.description
        state = APIReferralState(referral.state)
        urgency = APIReferralUrgency(referral.urgency)
        isGreenChannel = referral.isGreenChannel
        caseNumber = referral.body.caseNumber
        reason = referral.body.reason
        summary = referral.body.summary
        senderContact = referral.body.senderContact
        authorID = referral.draftedBy.description
        draftedAt = Google_Protobuf_Timestamp(referral.draftedAt)
        stepSince = Google_Protobuf_Timestamp(referral.stepSince)
        if let moment = referral.stepDueAt { stepDueAt = Google_Protobuf_Timestamp(moment) }
        delay = APIReferralDelay(referral.delay(at: now))
        if let moment = referral.appointmentAt { appointmentAt = Google_Protobuf_Timestamp(moment) }
        endedBecause = referral.body.endedBecause ?? ""
        followUp = referral.body.followUp.map { APIReferralFollowUp($0) } ?? .unspecified
        followUpText = referral.body.followUpText ?? ""
    }
}

extension APIReferralUrgency {
    init(_ urgency: ReferralRecord.Urgency) {
        self =
            switch urgency {
            case .ordinary: .ordinary
            case .crisis: .crisis
            }
    }
}

extension APIReferralDisclosure {
    init(_ disclosure: ReferralDisclosureRecord) {
        self.init()
        version = UInt32(clamping: disclosure.version)
        switch disclosure.basis {
        case .consent(let giver): self.giver = APIConsentGiver(giver)
        case .legalGround(let id): groundID = id
        }
        note = disclosure.note
        sections = ReferralSection.allCases.filter(disclosure.sections.contains).map { APIReferralSection($0) }
        givenAt = Google_Protobuf_Timestamp(disclosure.givenAt)
        if let moment = disclosure.endedAt { endedAt = Google_Protobuf_Timestamp(moment) }
        recordedBy = disclosure.recordedBy.description
    }
}

extension APIReferralStep {
    init(_ step: ReferralStepRecord) {
        self.init()
        fromState = step.from.map { APIReferralState($0) } ?? .unspecified
        toState = APIReferralState(step.to)
        at = Google_Protobuf_Timestamp(step.at)
        authorID = step.author.description
    }
}

extension APIReferralFeedback {
    init(_ feedback: ReferralRecord.Feedback) {
        self.init()
        advice = feedback.advice
        returnToSchool = APIReturnToSchool(feedback.returnToSchool)
        returnAdvice = feedback.returnAdvice ?? ""
        nextVisitOn = feedback.nextVisitOn ?? ""
        givenAt = Google_Protobuf_Timestamp(feedback.givenAt)
    }
}
