internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.PlanService`: one student, one plan, and its measured effect.
public struct PlanServiceImplementation: PlanService {
    private let effects: EffectMeasure
    private let zone: Duration

    /// - Parameters:
    ///   - instruments: where reliability is looked up.
    ///   - zone: the school's offset from UTC.
    public init(instruments: InstrumentShelf, zone: Duration) {
        effects = EffectMeasure(instruments: instruments)
        self.zone = zone
    }

    public func createPlan(_ request: APICreatePlanRequest, _ call: ChangingCall) throws -> APICreatePlanResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let entry = try Identifier.ifPresent(request.careEntryID, field: "careEntryId").map { id in
            let entry = try call.transaction.careEntryInFull(id)
            guard entry.student == student.id else { throw RPCError.notFound() }
            return entry
        }
        let content = try PlanContent(request.content, zone: zone, today: call.context.now)
        if let present = try call.transaction.openPlan(ofStudent: student.id, in: student.school) {
            throw RPCError.alreadyExists(
                "the student has the plan \(present.id), which is \(present.state.rawValue): adjust it, or finish it first"
            )
        }
        let plan = PlanRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, careEntry: entry?.id,
            body: content.body, reviewAt: content.reviewAt, createdBy: call.context.accountID,
            createdAt: call.context.now)
        try call.transaction.insert(plan)
        try call.tell(plan)
        return try .with { $0.plan = try call.reading.contract(plan) }
    }

    public func getPlan(_ request: APIGetPlanRequest, _ call: ReadingCall) throws -> APIGetPlanResponse {
        let plan = try call.transaction.planInFull(try Identifier(request.planID, field: "planId"))
        call.count(.plans, 1)
        return try .with { $0.plan = try call.contract(plan) }
    }

    public func listPlans(_ request: APIListPlansRequest, _ call: ReadingCall) throws -> APIListPlansResponse {
        let plans = try call.transaction.plans(ofStudent: try Identifier(request.studentID, field: "studentId"))
        call.count(.plans, plans.count)
        return try .with { $0.plans = try plans.map { try call.contract($0) } }
    }

    public func activatePlan(_ request: APIActivatePlanRequest, _ call: ChangingCall) throws -> APIActivatePlanResponse
    {
        let plan = try call.move(request.planID, by: .activate)
        for warning in try call.transaction.warnings(ofStudent: plan.student) where warning.state == .confirmed {
            _ = try call.move(warning, by: .beginIntervention)
        }
        return try .with { $0.plan = try call.reading.contract(plan) }
    }

    public func measureEffect(
        _ request: APIMeasureEffectRequest, _ call: ChangingCall
    ) throws -> APIMeasureEffectResponse {
        let plan = try call.transaction.planInFull(try Identifier(request.planID, field: "planId"))
        guard plan.state.isOpen, plan.state != .draft else {
            throw RPCError.failedPrecondition("effects are measured while a plan runs")
        }
        let effect = try effects.measure(
            plan, before: try Identifier(request.beforeResultID, field: "beforeResultId"),
            after: try Identifier(request.afterResultID, field: "afterResultId"), scale: request.scaleID, call)
        try call.transaction.append(effect, to: plan)
        try call.tellArchive(
            .plan, of: plan.student, in: plan.school, subject: plan.id,
            "干预效果：\(effect.instrumentID).\(effect.scaleID) \(effect.verdict.rawValue)")
        call.count(.plans, 1)
        return try .with { $0.plan = try call.reading.contract(plan) }
    }

    public func adjustPlan(_ request: APIAdjustPlanRequest, _ call: ChangingCall) throws -> APIAdjustPlanResponse {
        let content = try PlanContent(request.content, zone: zone, today: call.context.now)
        let plan = try call.move(request.planID, by: .adjust) { plan in
            plan.body = content.body
            plan.reviewAt = content.reviewAt
        }
        return try .with { $0.plan = try call.reading.contract(plan) }
    }

    public func finishPlan(_ request: APIFinishPlanRequest, _ call: ChangingCall) throws -> APIFinishPlanResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let move: PlanState.Move =
            switch request.state {
            case .completed: .complete
            case .escalated: .escalate
            default: throw RPCError.invalidArgument(field: "state", description: "must be COMPLETED or ESCALATED")
            }
        let plan = try call.move(request.planID, by: move) { plan in
            plan.body.outcome = reason
            plan.closedAt = call.context.now
        }
        return try .with { $0.plan = try call.reading.contract(plan) }
    }
}
