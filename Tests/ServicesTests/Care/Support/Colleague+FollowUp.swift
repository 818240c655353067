import Domain
import SwiftProtobuf
import XinyuAPI

/// What comes after a plan was begun, and what the rule proposes for the list.
extension Colleague {
    func review(
        plan: String, _ decision: APIPlanDecision = .continue, next: String = "2026-12-31",
        _ content: APIPlanContent = Colleague.content(), crisisCase: String = ""
    ) async throws -> APIPlan {
        try await plans.recordPlanReview(
            .with {
                $0.planID = plan
                $0.participants = ["心理教师", "班主任", "家长"]
                $0.decision = decision
                $0.reason = "会议决定"
                $0.nextReviewOn = next
                $0.content = content
                $0.crisisCaseID = crisisCase
            }, meta
        ).plan
    }

    func decline(plan: String, next: String = "") async throws -> APIPlan {
        try await plans.declinePlan(
            .with {
                $0.planID = plan
                $0.reason = "家长暂不接受"
                $0.nextReviewOn = next
            }, meta
        ).plan
    }

    func lose(plan: String, next: String = "") async throws -> APIPlan {
        try await plans.losePlanContact(
            .with {
                $0.planID = plan
                $0.reason = "三次联系未果"
                $0.nextReviewOn = next
            }, meta
        ).plan
    }

    func reopen(plan: String) async throws -> APIPlan {
        try await plans.reopenPlan(
            .with {
                $0.planID = plan
                $0.reason = "情况反复"
                $0.reviewOn = "2027-06-30"
            }, meta
        ).plan
    }

    func plan(_ id: String) async throws -> APIPlan {
        try await plans.getPlan(.with { $0.planID = id }, meta).plan
    }

    func history(plan: String) async throws -> APIGetPlanHistoryResponse {
        try await plans.getPlanHistory(.with { $0.planID = plan }, meta)
    }

    func myMeasures() async throws -> [APIMeasureTask] {
        try await plans.listMyMeasures(.init(), meta).tasks
    }

    func done(
        plan: String, _ measure: String, at moment: Timestamp? = nil, note: String = "已谈心"
    ) async throws -> APIMeasureTask {
        try await plans.recordMeasureDone(
            .with {
                $0.planID = plan
                $0.measureID = measure
                $0.note = note
                if let moment { $0.doneAt = Google_Protobuf_Timestamp(moment) }
            }, meta
        ).task
    }

    func waiting(in kind: APIDueKind) async throws -> [APIDueItem] {
        try await day.getMyDay(.with { $0.daysAhead = 62 }, meta).items.filter { $0.kind == kind }
    }

    func proposals(
        _ unit: Identifier, _ states: [APICareProposalState] = []
    ) async throws -> [APICareProposalCase] {
        try await care.listCareProposals(
            .with {
                $0.unitID = unit.description
                $0.states = states
            }, meta
        ).proposals
    }

    func decide(
        _ entry: String, _ proposal: String, _ decision: APIDecideCareProposalRequest.Decision,
        _ state: APICareState = .unspecified, _ level: APIAttentionLevel = .unspecified, reason: String = "面谈后判断"
    ) async throws -> APICareEntry {
        try await care.decideCareProposal(
            .with {
                $0.careEntryID = entry
                $0.proposalID = proposal
                $0.decision = decision
                $0.reason = reason
                $0.state = state
                $0.level = level
            }, meta
        ).entry
    }
}
