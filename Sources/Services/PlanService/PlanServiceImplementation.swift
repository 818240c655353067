public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.PlanService`: one student, one plan, and its measured effect.
public struct PlanServiceImplementation: PlanService {
    private let effects: EffectMeasure
    let policy: Policy
    let rules: CareRules
    let zone: Duration
    private let people: CrisisPeople

    /// - Parameters:
    ///   - instruments: where reliability is looked up.
    ///   - policy: which roles carry measures out.
    ///   - rules: when levels may change, and how often declined and lost students are looked at.
    ///   - zone: the school's offset from UTC.
    public init(instruments: InstrumentShelf, policy: Policy, rules: CareRules, zone: Duration) {
        effects = EffectMeasure(instruments: instruments, rules: rules)
        self.policy = policy
        people = CrisisPeople(policy: policy)
        self.rules = rules
        self.zone = zone
    }

    public func createPlan(_ request: APICreatePlanRequest, _ call: ChangingCall) throws -> APICreatePlanResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let entry = try Identifier.ifPresent(request.careEntryID, field: "careEntryId").map { id in
            let entry = try call.transaction.careEntryInFull(id)
            guard entry.student == student.id else { throw RPCError.notFound() }
            return entry
        }
        let content = try content(request.content, after: nil, for: student.id, call)
        if let present = try call.transaction.openPlan(ofStudent: student.id, in: student.school) {
            throw RPCError.alreadyExists(
                "the student has the plan \(present.id), which is \(present.state.rawValue): adjust, finish or reopen it"
            )
        }
        let plan = PlanRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, careEntry: entry?.id,
            body: content.body, reviewAt: content.reviewAt, createdBy: call.context.accountID,
            createdAt: call.context.now)
        try call.transaction.insert(plan)
        try call.transaction.append(
            PlanChangeRecord(
                fromState: nil, toState: .draft, author: plan.createdBy, at: plan.createdAt, content: plan.body),
            to: plan)
        try call.tell(plan)
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    public func getPlan(_ request: APIGetPlanRequest, _ call: ReadingCall) throws -> APIGetPlanResponse {
        let plan = try call.transaction.planInFull(try Identifier(request.planID, field: "planId"))
        call.count(.plans, 1)
        return try .with { $0.plan = try call.contract(plan, zone: zone) }
    }

    public func listPlans(_ request: APIListPlansRequest, _ call: ReadingCall) throws -> APIListPlansResponse {
        let plans = try call.transaction.plans(ofStudent: try Identifier(request.studentID, field: "studentId"))
        call.count(.plans, plans.count)
        return try .with { $0.plans = try plans.map { try call.contract($0, zone: zone) } }
    }

    public func activatePlan(_ request: APIActivatePlanRequest, _ call: ChangingCall) throws -> APIActivatePlanResponse
    {
        let plan = try call.make(PlanMove(move: .activate), of: try plan(request.planID, call.transaction))
        for warning in try call.transaction.warnings(ofStudent: plan.student) where warning.state == .confirmed {
            _ = try call.move(warning, by: .beginIntervention)
        }
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    public func measureEffect(
        _ request: APIMeasureEffectRequest, _ call: ChangingCall
    ) throws -> APIMeasureEffectResponse {
        let plan = try call.transaction.planInFull(try Identifier(request.planID, field: "planId"))
        guard plan.state.isRunning else {
            throw RPCError.failedPrecondition("effects are measured while a plan runs")
        }
        let effect = try effects.measure(
            plan, before: try Identifier(request.beforeResultID, field: "beforeResultId"),
            after: try Identifier(request.afterResultID, field: "afterResultId"), scale: request.scaleID,
            call.reading)
        try call.transaction.append(effect, to: plan)
        try call.propose(after: effect, of: plan)
        try call.tellArchive(
            .plan, of: plan.student, in: plan.school, subject: plan.id,
            "干预效果：\(effect.instrumentID).\(effect.scaleID) \(effect.verdict.rawValue)")
        call.count(.plans, 1)
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    public func getEffectSeries(
        _ request: APIGetEffectSeriesRequest, _ call: ReadingCall
    ) throws -> APIGetEffectSeriesResponse {
        let plan = try plan(request.planID, call.transaction)
        let series = try effects.series(plan, instrument: request.instrumentID, scale: request.scaleID, call)
        call.count(.results, series.points.count)
        return .with { $0.series = series }
    }

    public func adjustPlan(_ request: APIAdjustPlanRequest, _ call: ChangingCall) throws -> APIAdjustPlanResponse {
        let plan = try plan(request.planID, call.transaction)
        var move = PlanMove(move: .adjust, reason: try FreeText.optional(request.reason, field: "reason"))
        move.content = try content(request.content, after: plan.body, for: plan.student, call)
        let adjusted = try call.make(move, of: plan)
        return try .with { $0.plan = try call.reading.contract(adjusted, zone: zone) }
    }

    public func finishPlan(_ request: APIFinishPlanRequest, _ call: ChangingCall) throws -> APIFinishPlanResponse {
        var move: PlanMove
        switch request.state {
        case .completed: move = PlanMove(move: .complete)
        case .escalated: move = PlanMove(move: .escalate)
        default: throw RPCError.invalidArgument(field: "state", description: "must be COMPLETED or ESCALATED")
        }
        move.reason = try FreeText.required(request.reason, field: "reason")
        move.crisisCase = try Identifier.ifPresent(request.crisisCaseID, field: "crisisCaseId")
        guard move.crisisCase == nil || move.move == .escalate else {
            throw RPCError.invalidArgument(field: "crisisCaseId", description: "is for a plan that is ESCALATED")
        }
        let plan = try call.make(move, of: try plan(request.planID, call.transaction))
        return try .with { $0.plan = try call.reading.contract(plan, zone: zone) }
    }

    /// What a plan is to say, with owners who can carry their measures out. A measure that goes on keeps its owner, who
    /// may have left since.
    func content(
        _ asked: APIPlanContent, after present: PlanRecord.Body?, for student: Identifier, _ call: ChangingCall
    ) throws -> PlanContent {
        let content = try PlanContent(
            asked, after: present, zone: zone, today: call.context.now, newIdentifier: call.newIdentifier)
        guard let place = try call.transaction.studentPlace(student) else { throw RPCError.notFound() }
        for (index, measure) in content.body.measures.enumerated() {
            guard let owner = measure.owner,
                present?.measures.first(where: { $0.id == measure.id })?.owner != owner
            else { continue }
            _ = try people.holder(
                owner.description, of: .measureCarryOut, about: place, field: "content.measures[\(index)].ownerId",
                call.reading)
        }
        return content
    }

    /// The plan that a request names.
    func plan(_ text: String, _ transaction: ReadTransaction) throws -> PlanRecord {
        try transaction.planInFull(try Identifier(text, field: "planId"))
    }
}
