internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// What comes after a plan was begun: reviews, families that decline, students who are lost, and taking up again.
extension PlanServiceImplementation {
    public func listUnitPlans(_ request: APIListUnitPlansRequest, _ call: ReadingCall) throws
        -> APIListUnitPlansResponse
    {
        let unit = try Identifier(request.unitID, field: "unitId")
        let states = try request.states.map { try PlanState($0, field: "states") }
        let limit = try PageRequest(.with { $0.size = request.limit }).size
        var found: [PlanRecord] = []
        for school in call.units.schools(reachedBy: unit) {
            for state in PlanState.allCases where states.isEmpty ? state.isOpen : states.contains(state) {
                found += try call.transaction.plans(ofSchool: school, in: state)
            }
        }
        let plans = try found.filter { try call.isInside(unit, student: $0.student) }
            .sorted { ($0.reviewAt?.milliseconds ?? .max, $0.id) < ($1.reviewAt?.milliseconds ?? .max, $1.id) }
        let shown = plans.prefix(limit)
        call.count(.plans, shown.count)
        return try .with {
            $0.plans = try shown.map { try call.contract($0, zone: zone) }
            $0.hasMore_p = plans.count > shown.count
        }
    }

    public func getPlanHistory(
        _ request: APIGetPlanHistoryRequest, _ call: ReadingCall
    ) throws -> APIGetPlanHistoryResponse {
        let plan = try plan(request.planID, call.transaction)
        call.count(.plans, 1)
        return try .with {
            $0.changes = try call.transaction.changes(of: plan).map(APIPlanChange.init)
            $0.reviews = try call.transaction.reviews(of: plan).map { APIPlanReview($0, zone: zone) }
            $0.records = try call.transaction.measuresDone(of: plan).map(APIMeasureRecord.init)
        }
    }

    public func recordPlanReview(
        _ request: APIRecordPlanReviewRequest, _ call: ChangingCall
    ) throws -> APIRecordPlanReviewResponse {
        let plan = try plan(request.planID, call.transaction)
        let meeting = try PlanMeeting(request, of: plan, rules, zone: zone, call) {
            try content($0, after: plan.body, for: plan.student, call)
        }
        let reviewed = try call.make(meeting.move, of: plan)
        try call.transaction.insert(
            PlanReviewRecord(
                id: call.newIdentifier(), heldAt: meeting.heldAt, participants: meeting.participants,
                decision: meeting.decision, reason: meeting.move.reason ?? "", nextReviewAt: reviewed.reviewAt,
                recordedBy: call.context.accountID, recordedAt: call.context.now), of: reviewed)
        return try .with { $0.plan = try call.reading.contract(reviewed, zone: zone) }
    }

    public func declinePlan(_ request: APIDeclinePlanRequest, _ call: ChangingCall) throws -> APIDeclinePlanResponse {
        let plan = try wait(request.planID, .decline, request.reason, request.nextReviewOn, call)
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    public func losePlanContact(
        _ request: APILosePlanContactRequest, _ call: ChangingCall
    ) throws -> APILosePlanContactResponse {
        let plan = try wait(request.planID, .loseContact, request.reason, request.nextReviewOn, call)
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    /// Puts a plan where nobody carries it out and it is looked at from time to time.
    private func wait(
        _ id: String, _ move: PlanState.Move, _ reason: String, _ nextReviewOn: String, _ call: ChangingCall
    ) throws -> PlanRecord {
        let (present, now) = (try plan(id, call.transaction), call.context.now)
        var asked = PlanMove(move: move, reason: try FreeText.required(reason, field: "reason"))
        let date = try ReviewDate.ifPresent(nextReviewOn, field: "nextReviewOn", zone, now)
        let usual = try call.reading.reviewInterval(
            usually: rules.review(of: try present.state.applying(move)), in: present.school)
        asked.review = date ?? usual.map { ReviewDate(after: $0, zone, now) }
        return try call.make(asked, of: present)
    }

    public func reopenPlan(_ request: APIReopenPlanRequest, _ call: ChangingCall) throws -> APIReopenPlanResponse {
        let present = try plan(request.planID, call.transaction)
        var asked = PlanMove(move: .reopen, reason: try FreeText.required(request.reason, field: "reason"))
        asked.review = try ReviewDate(request.reviewOn, field: "reviewOn", zone, call.context.now)
        let open = try call.transaction.openPlan(ofStudent: present.student, in: present.school)
        if let open, open.id != present.id {
            throw RPCError.alreadyExists(
                "the student has the plan \(open.id), which is \(open.state.rawValue): finish it first")
        }
        let plan = try call.make(asked, of: present)
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }
}
