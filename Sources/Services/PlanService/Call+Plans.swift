internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension ReadTransaction {
    /// A plan that is there.
    func planInFull(_ id: Identifier) throws -> PlanRecord {
        guard let plan = try plan(id) else { throw RPCError.notFound() }
        return plan
    }
}

/// What is asked of a plan.
struct PlanMove {
    let move: PlanState.Move
    var reason: String?
    /// Another content; nothing leaves it as it is.
    var content: PlanContent?
    /// When it is looked at next; nothing leaves the date as it is.
    var review: ReviewDate?
    var crisisCase: Identifier?
}

extension ChangingCall {
    /// Makes a move of a plan: stores it, its change, and tells the archive.
    func make(_ asked: PlanMove, of present: PlanRecord) throws -> PlanRecord {
        var plan = present
        plan.state = try present.state.applying(asked.move)
        if let content = asked.content {
            plan.body = content.body
            plan.reviewAt = content.reviewAt
        }
        if let review = asked.review {
            plan.body.reviewOn = review.date.description
            plan.reviewAt = review.moment
        }
        switch asked.move {
        case .activate: plan.startedAt = context.now
        case .complete, .escalate:
            plan.body.outcome = asked.reason
            plan.closedAt = context.now
            plan.reviewAt = nil
        case .reopen:
            plan.body.outcome = nil
            plan.closedAt = nil
            plan.startedAt = context.now
        case .fallDue, .adjust, .carryOn, .decline, .loseContact: break
        }
        try transaction.update(plan)
        try transaction.append(
            PlanChangeRecord(
                fromState: present.state, toState: plan.state, author: context.accountID, at: context.now,
                reason: asked.reason, content: asked.content?.body, crisisCase: asked.crisisCase), to: plan)
        try tell(plan)
        return plan
    }

    func tell(_ plan: PlanRecord) throws {
        count(.plans, 1)
        try tellArchive(.plan, of: plan.student, in: plan.school, subject: plan.id, "一人一案：\(plan.state.rawValue)")
    }

    /// Puts what a measured effect proposes in front of a person, instead of what waited there before.
    func propose(after effect: PlanEffectRecord, of plan: PlanRecord) throws {
        guard let proposal = effect.proposal, let id = plan.careEntry, let entry = try transaction.careEntry(id) else {
            return
        }
        try supersedeProposals(of: entry)
        try transaction.insert(
            CareProposalRecord(
                school: entry.school, id: newIdentifier(), entry: entry.id, student: entry.student, plan: plan.id,
                verdict: effect.verdict, proposal: proposal, fromLevel: entry.level,
                toLevel: proposal.level(from: entry.level), madeAt: context.now))
    }
}
