internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// The institution's side. Access lets it through to what is addressed to it, on its way, and shown on a consent or ground.
extension ReferralServiceImplementation {
    /// The longest way ahead that a date can be given.
    private static let mostDaysAhead = 366

    public func listAddressedReferrals(
        _ request: APIListAddressedReferralsRequest, _ call: ReadingCall
    ) throws -> APIListAddressedReferralsResponse {
        let institution = try call.transaction.institutionInFull(request.institutionID)
        let page = try PageRequest(request.page)
        let (shown, next) = try page.byUrgency(try call.transaction.referrals(shownTo: institution.id)) {
            Urgency($0, at: call.context.now)
        }
        call.count(.referrals, shown.count)
        return try .with {
            $0.referrals = try shown.map { try call.addressed($0, .outline) }
            $0.nextPage = next
        }
    }

    public func getAddressedReferral(
        _ request: APIGetAddressedReferralRequest, _ call: ReadingCall
    ) throws -> APIGetAddressedReferralResponse {
        let referral = try call.transaction.referralInFull(request.referralID)
        call.count(.referrals, 1)
        return try .with { $0.referral = try call.addressed(referral, .full) }
    }

    public func receiveReferral(
        _ request: APIReceiveReferralRequest, _ call: ChangingCall
    ) throws -> APIReceiveReferralResponse {
        let referral = try call.transaction.referralInFull(request.referralID)
        let received = try call.step(referral, by: .receive, rules)
        return try .with { $0.referral = try call.reading.addressed(received, .full) }
    }

    public func refuseReferral(
        _ request: APIRefuseReferralRequest, _ call: ChangingCall
    ) throws -> APIRefuseReferralResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let referral = try call.transaction.referralInFull(request.referralID)
        let refused = try call.step(referral, by: .refuse, rules) { $0.body.endedBecause = reason }
        return try .with { $0.referral = try call.reading.addressed(refused, .full) }
    }

    public func scheduleReferral(
        _ request: APIScheduleReferralRequest, _ call: ChangingCall
    ) throws -> APIScheduleReferralResponse {
        let appointment = try Timestamp(request.appointmentAt, field: "appointmentAt")
        let latest = call.context.now + .seconds(86_400 * Self.mostDaysAhead)
        guard request.hasAppointmentAt, appointment > call.context.now, appointment <= latest else {
            throw RPCError.invalidArgument(
                field: "appointmentAt", description: "must lie in the future, \(Self.mostDaysAhead) days ahead at most")
        }
        let referral = try call.transaction.referralInFull(request.referralID)
        let scheduled = try call.step(referral, by: .schedule, rules) { $0.appointmentAt = appointment }
        return try .with { $0.referral = try call.reading.addressed(scheduled, .full) }
    }

    public func recordReferralAttendance(
        _ request: APIRecordReferralAttendanceRequest, _ call: ChangingCall
    ) throws -> APIRecordReferralAttendanceResponse {
        let move: ReferralState.Move
        switch request.outcome {
        case .attended: move = .attend
        case .noShow: move = .miss
        case .unspecified, .UNRECOGNIZED:
            throw RPCError.invalidArgument(field: "outcome", description: "must be OUTCOME_ATTENDED or OUTCOME_NO_SHOW")
        }
        let referral = try call.transaction.referralInFull(request.referralID)
        _ = try referral.state.applying(move)
        // Who came earlier has come; who is not there yet has not missed it.
        if move == .miss, let appointment = referral.appointmentAt, call.context.now < appointment {
            throw RPCError.failedPrecondition("the appointment is still to come; schedule another date instead")
        }
        let seen = try call.step(referral, by: move, rules)
        return try .with { $0.referral = try call.reading.addressed(seen, .full) }
    }

    public func giveReferralFeedback(
        _ request: APIGiveReferralFeedbackRequest, _ call: ChangingCall
    ) throws -> APIGiveReferralFeedbackResponse {
        let feedback = try ReferralRecord.Feedback(request.feedback, at: call.context.now)
        let referral = try call.transaction.referralInFull(request.referralID)
        let told = try call.step(referral, by: .giveFeedback, rules) { $0.feedback = feedback }
        return try .with { $0.referral = try call.reading.addressed(told, .full) }
    }
}

extension ReferralRecord.Feedback {
    fileprivate init(_ asked: APIReferralFeedback, at now: Timestamp) throws(RPCError) {
        guard asked.nextVisitOn.isEmpty || CalendarDate(asked.nextVisitOn) != nil else {
            throw .invalidArgument(
                field: "feedback.nextVisitOn", description: "must be a date, as 2026-12-31, or empty")
        }
        self.init(
            advice: try FreeText.required(asked.advice, field: "feedback.advice"),
            returnToSchool: try ReturnToSchool(asked.returnToSchool, field: "feedback.returnToSchool"),
            returnAdvice: try FreeText.optional(asked.returnAdvice, field: "feedback.returnAdvice"),
            nextVisitOn: asked.nextVisitOn.isEmpty ? nil : asked.nextVisitOn, givenAt: now)
    }
}
