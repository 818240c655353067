internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// A plan that is there.
    func planInFull(_ id: Identifier) throws -> PlanRecord {
        guard let plan = try plan(id) else { throw RPCError.notFound() }
        return plan
    }
}

extension ReadingCall {
    /// The plan with its effects.
    func contract(_ plan: PlanRecord) throws -> APIPlan {
        var message = APIPlan()
        message.id = plan.id.description
        message.studentID = plan.student.description
        message.careEntryID = plan.careEntry?.description ?? ""
        message.state = APIPlanState(plan.state)
        message.content.goals = plan.body.goals
        message.content.measures = plan.body.measures.map { measure in
            APIMeasure.with {
                $0.text = measure.text
                $0.ownerID = measure.owner?.description ?? ""
                $0.everyDays = UInt32(measure.everyDays)
            }
        }
        message.content.reviewOn = plan.body.reviewOn
        message.effects = try transaction.effects(of: plan).map(APIEffect.init)
        message.authorID = plan.createdBy.description
        message.finishReason = plan.body.outcome ?? ""
        message.createdAt = Google_Protobuf_Timestamp(plan.createdAt)
        return message
    }
}

extension ChangingCall {
    /// Makes a move of a plan and tells the archive.
    func move(
        _ text: String, by move: PlanState.Move, _ change: (inout PlanRecord) throws -> Void = { _ in }
    ) throws -> PlanRecord {
        var plan = try transaction.planInFull(try Identifier(text, field: "planId"))
        plan.state = try plan.state.applying(move)
        try change(&plan)
        try transaction.update(plan)
        try tell(plan)
        return plan
    }

    func tell(_ plan: PlanRecord) throws {
        count(.plans, 1)
        try tellArchive(.plan, of: plan.student, in: plan.school, subject: plan.id, "一人一案：\(plan.state.rawValue)")
    }
}

extension APIEffect {
    init(_ effect: PlanEffectRecord) {
        self.init()
        instrumentID = effect.instrumentID
        scaleID = effect.scaleID
        beforeResultID = effect.before.description
        afterResultID = effect.after.description
        beforeMilli = Int32(clamping: effect.beforeScore)
        afterMilli = Int32(clamping: effect.afterScore)
        indexMilli = Int32(clamping: effect.index)
        standardDeviationMilli = Int32(clamping: effect.standardDeviation)
        reliabilityMilli = Int32(clamping: effect.reliability)
        basis = effect.basis
        verdict = APIEffectVerdict(effect.verdict)
        proposal = effect.proposal.map { APICareProposal($0) } ?? .unspecified
        at = Google_Protobuf_Timestamp(effect.at)
    }
}
