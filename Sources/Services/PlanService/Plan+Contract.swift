internal import Domain
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadingCall {
    /// The plan with its effects, and when its measures are due.
    func contract(_ plan: PlanRecord, zone: Duration) throws -> APIPlan {
        var message = APIPlan()
        message.id = plan.id.description
        message.studentID = plan.student.description
        message.careEntryID = plan.careEntry?.description ?? ""
        message.state = APIPlanState(plan.state)
        message.content = APIPlanContent(plan.body)
        message.effects = try transaction.effects(of: plan).map(APIEffect.init)
        message.authorID = plan.createdBy.description
        message.finishReason = plan.body.outcome ?? ""
        message.createdAt = Google_Protobuf_Timestamp(plan.createdAt)
        if let reviewAt = plan.reviewAt { message.reviewAt = Google_Protobuf_Timestamp(reviewAt) }
        let figures = try transaction.changeFigures(of: plan)
        message.version = UInt32(clamping: figures.versions)
        message.crisisCaseID = figures.crisisCase?.description ?? ""
        message.tasks = try transaction.measureTasks(of: plan, at: context.now, zone: zone).map { APIMeasureTask($0) }
        return message
    }
}

extension APIPlanContent {
    init(_ body: PlanRecord.Body) {
        self.init()
        goals = body.goals
        measures = body.measures.map { measure in
            APIMeasure.with {
                $0.id = measure.id?.description ?? ""
                $0.text = measure.text
                $0.ownerID = measure.owner?.description ?? ""
                $0.ownerRole = measure.ownerRole.map { APIRole($0) } ?? .unspecified
                ($0.everyDays, $0.timesAWeek) = measure.frequency.wire
            }
        }
        reviewOn = body.reviewOn
    }
}

extension MeasureFrequency {
    /// Every so many days, and so many times a week; zeros for a thing that is done once.
    fileprivate var wire: (everyDays: UInt32, timesAWeek: UInt32) {
        switch self {
        case .once: (0, 0)
        case .every(let days): (UInt32(clamping: days), 0)
        case .weekly(let times): (0, UInt32(clamping: times))
        }
    }
}

extension APIMeasureTask {
    /// Without the student's name.
    init(_ task: MeasureTask) {
        self.init()
        planID = task.plan.id.description
        measureID = task.id.description
        studentID = task.plan.student.description
        text = task.measure.text
        (everyDays, timesAWeek) = task.measure.frequency.wire
        if let due = task.dueAt { dueAt = Google_Protobuf_Timestamp(due) }
        if let last = task.done.max() { lastDoneAt = Google_Protobuf_Timestamp(last) }
        timesDone = UInt32(clamping: task.done.count)
    }
}

extension APIPlanChange {
    init(_ change: PlanChangeRecord) {
        self.init()
        fromState = change.fromState.map { APIPlanState($0) } ?? .unspecified
        toState = APIPlanState(change.toState)
        authorID = change.author.description
        at = Google_Protobuf_Timestamp(change.at)
        reason = change.reason ?? ""
        if let body = change.content { content = APIPlanContent(body) }
        crisisCaseID = change.crisisCase?.description ?? ""
    }
}

extension APIPlanReview {
    init(_ review: PlanReviewRecord, zone: Duration) {
        self.init()
        id = review.id.description
        heldAt = Google_Protobuf_Timestamp(review.heldAt)
        participants = review.participants
        decision =
            switch review.decision {
            case .carryOn: .continue
            case .adjust: .adjust
            case .complete: .complete
            case .escalate: .escalate
            }
        reason = review.reason
        nextReviewOn = review.nextReviewAt.map { CalendarDate(of: $0, offset: zone).description } ?? ""
        recordedBy = review.recordedBy.description
    }
}

extension APIMeasureRecord {
    init(_ done: MeasureDoneRecord) {
        self.init()
        measureID = done.measure.description
        text = done.text
        doneBy = done.doneBy.description
        doneAt = Google_Protobuf_Timestamp(done.doneAt)
        recordedAt = Google_Protobuf_Timestamp(done.recordedAt)
        note = done.note ?? ""
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
