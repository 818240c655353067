internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// What a review meeting decided, checked.
struct PlanMeeting {
    static let mostParticipants = 30

    let heldAt: Timestamp
    let participants: [String]
    let decision: PlanReviewRecord.Decision
    let move: PlanMove

    /// - Parameter content: checks what an adjusted plan is to say.
    init(
        _ request: APIRecordPlanReviewRequest, of plan: PlanRecord, _ rules: CareRules, zone: Duration,
        _ call: ChangingCall, content: (APIPlanContent) throws -> PlanContent
    ) throws {
        let now = call.context.now
        heldAt = try request.hasHeldAt ? Timestamp.past(request.heldAt, field: "heldAt", now) : now
        guard 1...Self.mostParticipants ~= request.participants.count else {
            throw RPCError.invalidArgument(
                field: "participants", description: "must name 1 to \(Self.mostParticipants) people")
        }
        participants = try request.participants.enumerated().map { index, name in
            try FreeText.required(name, field: "participants[\(index)]")
        }
        let reason = try FreeText.required(request.reason, field: "reason")
        var move: PlanMove
        switch request.decision {
        case .continue:
            decision = .carryOn
            move = PlanMove(move: .carryOn)
            let usual = try call.reading.reviewInterval(usually: rules.review(of: plan.state), in: plan.school)
                .map { ReviewDate(after: $0, zone, now) }
            let asked = try ReviewDate.ifPresent(request.nextReviewOn, field: "nextReviewOn", zone, now)
            guard let next = asked ?? usual else {
                throw RPCError.invalidArgument(field: "nextReviewOn", description: "must be a date, as 2026-12-31")
            }
            move.review = next
        case .adjust:
            decision = .adjust
            move = PlanMove(move: .adjust)
            move.content = try content(request.content)
        case .complete:
            decision = .complete
            move = PlanMove(move: .complete)
        case .escalate:
            decision = .escalate
            move = PlanMove(move: .escalate)
            move.crisisCase = try Identifier.ifPresent(request.crisisCaseID, field: "crisisCaseId")
        case .unspecified, .UNRECOGNIZED:
            throw RPCError.invalidArgument(
                field: "decision", description: "must be CONTINUE, ADJUST, COMPLETE or ESCALATE")
        }
        move.reason = reason
        self.move = move
    }
}

extension Timestamp {
    /// A moment that a person gives for what has happened.
    static func past(
        _ stamp: Google_Protobuf_Timestamp, field: String, _ now: Timestamp
    ) throws -> Timestamp {
        let moment = try Timestamp(stamp, field: field)
        guard moment <= now else {
            throw RPCError.invalidArgument(field: field, description: "must not lie in the future")
        }
        return moment
    }
}
