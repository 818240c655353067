internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// What happens in a case.
extension CrisisServiceImplementation {
    private static let mostConditions = 20
    private static let mostActions = 50
    private static let mostParticipants = 100

    public func completePoint(
        _ request: APICompletePointRequest, _ call: ChangingCall
    ) throws -> APICompletePointResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        var point = try call.openPoint(request.kind, of: crisis)
        point.state = .done
        point.note = try FreeText.optional(request.note, field: "note")
        point.doneBy = call.context.accountID
        point.doneAt = try call.reading.moment(
            request.hasDoneAt ? try Timestamp(request.doneAt, field: "doneAt") : nil, field: "doneAt")
        try call.transaction.update(point, of: crisis)
        try call.tell(crisis, .pointDone, point.kind.rawValue, line: "清单事项完成（\(point.kind.title)）")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func excusePoint(_ request: APIExcusePointRequest, _ call: ChangingCall) throws -> APIExcusePointResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        var point = try call.openPoint(request.kind, of: crisis)
        point.state = .excused
        point.note = try FreeText.required(request.reason, field: "reason")
        point.doneBy = call.context.accountID
        point.doneAt = call.context.now
        try call.transaction.update(point, of: crisis)
        try call.tell(crisis, .pointExcused, point.kind.rawValue, line: "清单事项免除（\(point.kind.title)）")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func advanceCrisisCase(
        _ request: APIAdvanceCrisisCaseRequest, _ call: ChangingCall
    ) throws -> APIAdvanceCrisisCaseResponse {
        var crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        let move = try CrisisState.Move(request.move, field: "move")
        let reason = try FreeText.required(request.reason, field: "reason")
        let target = try crisis.state.applying(move)
        let obstacles = crisis.state.obstacles(to: move, try call.transaction.facts(of: crisis))
        guard obstacles.isEmpty else {
            throw RPCError.failedPrecondition(obstacles.map(\.description).joined(separator: "; "))
        }
        let place = try call.transaction.studentPlaceInFull(crisis.student)
        if target.isOpen {
            crisis.step = try call.reading.step(
                request.nextStep, lead: crisis.lead, about: place, rules, people, field: "nextStep")
        } else if request.hasNextStep {
            throw RPCError.invalidArgument(field: "nextStep", description: "must be left out: the case is closed")
        } else {
            crisis.step = nil
            crisis.closedAt = call.context.now
        }
        crisis.state = target
        crisis.stateSince = call.context.now
        switch move {
        case .followUp: try beginFollowUp(&crisis, call)
        case .relapse: try beginAnew(&crisis, call)
        default: break
        }
        try call.keep(crisis, .advanced, reason, line: target.title)
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func recordReturnAssessment(
        _ request: APIRecordReturnAssessmentRequest, _ call: ChangingCall
    ) throws -> APIRecordReturnAssessmentResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        guard crisis.state == .returnAssessment else {
            throw RPCError.failedPrecondition(
                "the return is assessed while a case is return_assessment; this one is \(crisis.state.rawValue)")
        }
        let decision = try ReturnDecision(request.decision, field: "decision")
        guard request.conditions.count <= Self.mostConditions else {
            throw RPCError.invalidArgument(
                field: "conditions", description: "there are at most \(Self.mostConditions)")
        }
        var conditions: [String] = []
        for (index, condition) in request.conditions.enumerated() {
            conditions.append(try FreeText.required(condition, field: "conditions[\(index)]"))
        }
        guard (decision == .conditional) == !conditions.isEmpty else {
            throw RPCError.invalidArgument(
                field: "conditions",
                description: decision == .conditional
                    ? "must say under which the student returns" : "belong to the decision CONDITIONAL alone")
        }
        let assessment = ReturnAssessmentRecord(
            id: call.newIdentifier(), assessor: call.context.accountID,
            assessedAt: try call.reading.moment(
                request.hasAssessedAt ? try Timestamp(request.assessedAt, field: "assessedAt") : nil,
                field: "assessedAt"), recordedAt: call.context.now, decision: decision,
            hospitalOpinion: try FreeText.required(request.hospitalOpinion, field: "hospitalOpinion"),
            conditions: conditions)
        try call.transaction.insert(assessment, of: crisis)
        try call.tell(crisis, .returnAssessed, decision.rawValue, line: "复学评估（\(decision.title)）")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func recordCrisisFollowUp(
        _ request: APIRecordCrisisFollowUpRequest, _ call: ChangingCall
    ) throws -> APIRecordCrisisFollowUpResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        var followUp = try call.openFollowUp(request.followUpID, of: crisis)
        followUp.state = .held
        followUp.level = try AttentionLevel(request.level, field: "level")
        followUp.record = try FreeText.required(request.record, field: "record")
        followUp.heldBy = call.context.accountID
        followUp.heldAt = try call.reading.moment(
            request.hasHeldAt ? try Timestamp(request.heldAt, field: "heldAt") : nil, field: "heldAt")
        try call.transaction.update(followUp, of: crisis)
        try call.tell(crisis, .followedUp, nil, line: "危机后跟踪回访")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func excuseFollowUp(
        _ request: APIExcuseFollowUpRequest, _ call: ChangingCall
    ) throws -> APIExcuseFollowUpResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        var followUp = try call.openFollowUp(request.followUpID, of: crisis)
        followUp.state = .excused
        followUp.record = try FreeText.required(request.reason, field: "reason")
        followUp.heldBy = call.context.accountID
        followUp.heldAt = call.context.now
        try call.transaction.update(followUp, of: crisis)
        try call.tell(crisis, .followUpExcused, nil, line: "跟踪回访免除")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func recordLesson(_ request: APIRecordLessonRequest, _ call: ChangingCall) throws -> APIRecordLessonResponse
    {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        guard request.actions.count <= Self.mostActions else {
            throw RPCError.invalidArgument(field: "actions", description: "there are at most \(Self.mostActions)")
        }
        guard request.participantIds.count <= Self.mostParticipants else {
            throw RPCError.invalidArgument(
                field: "participantIds", description: "there are at most \(Self.mostParticipants)")
        }
        let participants = try people.colleagues(
            request.participantIds, at: crisis.school, field: "participantIds", call.reading)
        let lesson = LessonRecord(
            id: call.newIdentifier(),
            heldAt: try call.reading.moment(
                request.hasHeldAt ? try Timestamp(request.heldAt, field: "heldAt") : nil, field: "heldAt"),
            recordedBy: call.context.accountID, participants: participants.sorted(),
            findings: try FreeText.required(request.findings, field: "findings"))
        try call.transaction.insert(lesson, of: crisis)
        let place = try call.transaction.studentPlaceInFull(crisis.student)
        for (position, action) in request.actions.enumerated() {
            try call.transaction.insert(
                try self.action(action, at: position, of: lesson, crisis, place, call), of: crisis)
        }
        try call.tell(crisis, .lessonHeld, nil, line: "复盘")
        return try .with { $0.crisisCase = try call.reading.contractInFull(crisis) }
    }

    public func finishLessonAction(
        _ request: APIFinishLessonActionRequest, _ call: ChangingCall
    ) throws -> APIFinishLessonActionResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        let id = try Identifier(request.actionID, field: "actionId")
        guard var action = try call.transaction.lessonActions(of: crisis).first(where: { $0.id == id }) else {
            throw RPCError.invalidArgument(field: "actionId", description: "must name an action of this case's lessons")
        }
        guard action.doneAt == nil else { throw RPCError.failedPrecondition("the action is done already") }
        action.note = try FreeText.required(request.note, field: "note")
        action.doneBy = call.context.accountID
        action.doneAt = call.context.now
        try call.transaction.update(action, of: crisis)
        try call.tell(crisis, .actionFinished, nil, line: "复盘整改事项完成")
        return try .with { $0.crisisCase = try call.reading.contractInFull(crisis) }
    }

    // MARK: -

    private func beginFollowUp(_ crisis: inout CrisisCaseRecord, _ call: ChangingCall) throws {
        crisis.reportDueAt = call.context.now + rules.reportWithin.duration
        let periods = try call.reading.openSpecialPeriods(of: crisis.school)
        for moment in rules.followUpMoments(from: call.context.now, during: periods) {
            try call.transaction.insert(FollowUpRecord(id: call.newIdentifier(), dueAt: moment), of: crisis)
        }
    }

    private func beginAnew(_ crisis: inout CrisisCaseRecord, _ call: ChangingCall) throws {
        crisis.round += 1
        crisis.roundSince = call.context.now
        crisis.reportDueAt = nil
        for var followUp in try call.transaction.followUps(of: crisis) where followUp.state == .open {
            followUp.state = .cancelled
            try call.transaction.update(followUp, of: crisis)
        }
        try call.beginChecklist(of: crisis, rules)
    }

    /// Other than a next step, an action may lie as far ahead as it must.
    private func action(
        _ message: APINextStep, at position: Int, of lesson: LessonRecord, _ crisis: CrisisCaseRecord,
        _ place: StudentPlace, _ call: ChangingCall
    ) throws -> LessonActionRecord {
        let field = "actions[\(position)]"
        guard message.hasDueAt else {
            throw RPCError.invalidArgument(field: "\(field).dueAt", description: "must say until when")
        }
        let dueAt = try Timestamp(message.dueAt, field: "\(field).dueAt")
        guard dueAt > call.context.now else {
            throw RPCError.invalidArgument(field: "\(field).dueAt", description: "must lie in the future")
        }
        let owner =
            message.ownerID.isEmpty
            ? crisis.lead
            : try people.holder(
                message.ownerID, of: .crisisHandle, about: place, field: "\(field).ownerId", call.reading)
        return LessonActionRecord(
            id: call.newIdentifier(), lesson: lesson.id, crisisCase: crisis.id, student: crisis.student,
            position: position, what: try FreeText.required(message.what, field: "\(field).what"), owner: owner,
            dueAt: dueAt)
    }
}
