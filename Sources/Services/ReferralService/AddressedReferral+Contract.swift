internal import Domain
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadingCall {
    /// The referral as its institution sees it: of the student's record the sections that consent, or a legal ground,
    /// covers at this moment. What is not covered is not opened, and is named.
    func addressed(_ referral: ReferralRecord, _ detail: ReferralDetail) throws -> APIAddressedReferral {
        let sections = try transaction.standingSections(of: referral) ?? []
        var message = APIAddressedReferral(referral, now: context.now)
        message.withheld = ReferralSection.allCases.filter { !sections.contains($0) }.map { APIReferralSection($0) }
        if sections.contains(.identity) || sections.contains(.contacts),
            let identity = try transaction.identityUnlessErased(referral.student)
        {
            if sections.contains(.identity) {
                message.name = identity.name
                message.sex = identity.sex.map { APISex($0) } ?? .unspecified
                message.birthDate = identity.birthDate ?? ""
                message.schoolName = try transaction.unit(referral.school)?.name ?? ""
            }
            if sections.contains(.contacts) && detail == .full {
                message.contacts = identity.contacts.map(APIAddressedReferral.Contact.init)
            }
        }
        if sections.contains(.reason) { message.reason = referral.body.reason }
        if sections.contains(.attentionLevel) {
            let entry = try transaction.openCareEntry(ofStudent: referral.student, in: referral.school)
            message.attentionLevel = APIAttentionLevel(entry?.level ?? .none)
        }
        guard detail == .full else { return message }
        if sections.contains(.summary) { message.summary = referral.body.summary }
        if sections.contains(.scores) { message.scores = try newestScores(of: referral.student) }
        return message
    }
}

extension APIAddressedReferral {
    /// What is the institution's own or about the referral itself: nothing of the student's record.
    init(_ referral: ReferralRecord, now: Timestamp) {
        self.init()
        id = referral.id.description
        caseNumber = referral.body.caseNumber
        state = APIReferralState(referral.state)
        urgency = APIReferralUrgency(referral.urgency)
        isGreenChannel = referral.isGreenChannel
        senderContact = referral.body.senderContact
        if let moment = referral.sentAt { sentAt = Google_Protobuf_Timestamp(moment) }
        if let moment = referral.stepDueAt { stepDueAt = Google_Protobuf_Timestamp(moment) }
        delay = APIReferralDelay(referral.delay(at: now))
        if let moment = referral.appointmentAt { appointmentAt = Google_Protobuf_Timestamp(moment) }
        if let feedback = referral.feedback { self.feedback = APIReferralFeedback(feedback) }
    }
}

extension APIAddressedReferral.Contact {
    fileprivate init(_ contact: StudentIdentity.Contact) {
        self.init()
        relation = contact.relation
        name = contact.name
        phone = contact.phone
    }
}

extension Urgency {
    /// What silence has been longest about comes first.
    init(_ referral: ReferralRecord, at now: Timestamp) {
        let level: AttentionLevel =
            switch referral.delay(at: now) {
            case .inTime: .none
            case .overdue: .concern
            case .escalated: .crisis
            }
        self.init(level, since: referral.draftedAt, referral.id)
    }
}
