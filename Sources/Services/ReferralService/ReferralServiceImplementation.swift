internal import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.ReferralService`: the school's side in this file, consent and ground, and the institution's side beside it.
public struct ReferralServiceImplementation: ReferralService {
    let rules: ReferralRules
    let zone: Duration

    /// - Parameter zone: the schools' offset from UTC, for birthdays and dates.
    public init(rules: ReferralRules, zone: Duration) {
        self.rules = rules
        self.zone = zone
    }

    public func draftReferral(
        _ request: APIDraftReferralRequest, _ call: ChangingCall
    ) throws -> APIDraftReferralResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let institution = try call.transaction.institutionInFull(request.institutionID)
        guard institution.isOpen(to: student.school, in: call.units) else {
            throw RPCError.invalidArgument(
                field: "institutionId",
                description: "must be an open institution of this school; ListInstitutions names them")
        }
        let urgency = try ReferralRecord.Urgency(request.urgency, field: "urgency")
        guard !request.isGreenChannel || institution.hasGreenChannel else {
            throw RPCError.invalidArgument(
                field: "isGreenChannel", description: "only a designated institution with a contact has a green channel"
            )
        }
        guard
            try !call.transaction.referrals(ofStudent: student.id)
                .contains(where: { $0.state.isOpen && $0.institution == institution.id })
        else { throw RPCError.alreadyExists("a referral of this student to this institution is open") }
        let now = call.context.now
        let referral = ReferralRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, institution: institution.id,
            urgency: urgency, isGreenChannel: request.isGreenChannel,
            body: ReferralRecord.Body(
                caseNumber: CaseLabel.make("转介", call.random),
                reason: try FreeText.required(request.reason, field: "reason"),
                summary: try FreeText.required(request.summary, field: "summary"),
                senderContact: try FreeText.required(request.senderContact, field: "senderContact")),
            draftedBy: call.context.accountID, draftedAt: now, stepSince: now,
            stepDueAt: rules.due(
                in: .drafted, since: now, appointment: nil, isGreenChannel: request.isGreenChannel))
        try call.transaction.insert(referral)
        try call.note(referral, from: nil)
        return try .with { $0.referral = try call.reading.contract(referral, .full) }
    }

    public func sendReferral(_ request: APISendReferralRequest, _ call: ChangingCall) throws -> APISendReferralResponse
    {
        let referral = try call.transaction.referralInFull(request.referralID)
        let sent =
            try request.groundID.isEmpty ? sendWithConsent(referral, call) : sendOnGround(referral, request, call)
        return try .with { $0.referral = try call.reading.contract(sent, .full) }
    }

    private func sendWithConsent(_ referral: ReferralRecord, _ call: ChangingCall) throws -> ReferralRecord {
        try requireOpenInstitution(of: referral, call)
        return try call.step(referral, by: .send, rules) { $0.sentAt = call.context.now }
    }

    private func sendOnGround(
        _ referral: ReferralRecord, _ request: APISendReferralRequest, _ call: ChangingCall
    ) throws -> ReferralRecord {
        _ = try referral.state.applying(.sendOnLegalGround)
        guard referral.urgency == .crisis else {
            throw RPCError.failedPrecondition("only a crisis referral goes without consent; record a consent first")
        }
        guard let ground = rules.ground(request.groundID) else {
            throw RPCError.invalidArgument(field: "groundId", description: "must be one that ListReferralGrounds names")
        }
        let text = try FreeText.required(request.groundText, field: "groundText")
        let sections = try ReferralSections.asked(request.sections, field: "sections")
        try requireOpenInstitution(of: referral, call)
        try call.disclose(sections, on: .legalGround(ground.id), note: text, of: referral)
        return try call.step(referral, by: .sendOnLegalGround, rules) { $0.sentAt = call.context.now }
    }

    /// It may have closed since the draft.
    private func requireOpenInstitution(of referral: ReferralRecord, _ call: ChangingCall) throws {
        guard try call.transaction.institution(referral.institution)?.closedAt == nil else {
            throw RPCError.failedPrecondition("the institution has closed; withdraw this referral and draft another")
        }
    }

    public func withdrawReferral(
        _ request: APIWithdrawReferralRequest, _ call: ChangingCall
    ) throws -> APIWithdrawReferralResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let referral = try call.transaction.referralInFull(request.referralID)
        let withdrawn = try call.step(referral, by: .withdraw, rules) { $0.body.endedBecause = reason }
        // A consent to what was never sent ends with it, too.
        try call.transaction.endDisclosure(of: referral, at: call.context.now)
        return try .with { $0.referral = try call.reading.contract(withdrawn, .full) }
    }

    public func closeReferral(
        _ request: APICloseReferralRequest, _ call: ChangingCall
    ) throws -> APICloseReferralResponse {
        let followUp = try ReferralFollowUp(request.followUp, field: "followUp")
        let text = try FreeText.optional(request.text, field: "text")
        let referral = try call.transaction.referralInFull(request.referralID)
        let closed = try call.step(referral, by: .close, rules) { changed in
            changed.body.followUp = followUp
            changed.body.followUpText = text
        }
        return try .with { $0.referral = try call.reading.contract(closed, .full) }
    }

    public func getReferral(_ request: APIGetReferralRequest, _ call: ReadingCall) throws -> APIGetReferralResponse {
        let referral = try call.transaction.referralInFull(request.referralID)
        call.count(.referrals, 1)
        return try .with { $0.referral = try call.contract(referral, .full) }
    }

    public func listReferrals(
        _ request: APIListReferralsRequest, _ call: ReadingCall
    ) throws -> APIListReferralsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let asked = Set(try request.states.map { try ReferralState($0, field: "states") })
        let page = try PageRequest(request.page)
        let found = try ReferralState.allCases.filter { asked.isEmpty ? $0.isOpen : asked.contains($0) }
            .flatMap { try call.transaction.referrals(ofSchool: school, in: $0) }
            .filter { try call.isInside(unit, student: $0.student) }
        let (shown, next) = try page.byUrgency(found) { Urgency($0, at: call.context.now) }
        call.count(.referrals, shown.count)
        return try .with {
            $0.referrals = try shown.map { try call.contract($0, .outline) }
            $0.nextPage = next
        }
    }
}

extension ReferralRecord.Urgency {
    fileprivate init(_ urgency: APIReferralUrgency, field: String) throws(RPCError) {
        switch urgency {
        case .ordinary: self = .ordinary
        case .crisis: self = .crisis
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be REFERRAL_URGENCY_ORDINARY or REFERRAL_URGENCY_CRISIS")
        }
    }
}
