internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadingCall {
    /// The cases in these states about students of a unit.
    func crisisCases(in unit: Identifier, states: [CrisisState]) throws -> [CrisisCaseRecord] {
        let school = try units.school(ofList: unit)
        var found: [CrisisCaseRecord] = []
        for state in states { found += try transaction.crisisCases(ofSchool: school, in: state) }
        return try found.filter { try isInside(unit, student: $0.student) }
    }

    /// A case with its checklist.
    func contract(_ crisis: CrisisCaseRecord) throws -> APICrisisCase {
        var message = APICrisisCase(crisis)
        message.studentName = try transaction.nameUnlessErased(crisis.student)
        message.helperIds = try transaction.helpers(of: crisis).map(\.description)
        message.points = try transaction.points(of: crisis).map { APICrisisPoint($0, at: context.now) }
        return message
    }

    /// A case with all that belongs to it.
    func contractInFull(_ crisis: CrisisCaseRecord) throws -> APICrisisCase {
        var message = try contract(crisis)
        let facts = try transaction.facts(of: crisis)
        message.moves = crisis.state.moves.map { move in
            .with {
                $0.move = APICrisisMove(move)
                $0.obstacles = crisis.state.obstacles(to: move, facts).map(\.description)
            }
        }
        message.assessments = try transaction.returnAssessments(of: crisis).map(APIReturnAssessment.init)
        message.followUps = try transaction.followUps(of: crisis).map { APIFollowUp($0, at: context.now) }
        let actions = Dictionary(grouping: try transaction.lessonActions(of: crisis), by: \.lesson)
        message.lessons = try transaction.lessons(of: crisis).map { lesson in
            APILesson(lesson, actions[lesson.id] ?? [], at: context.now)
        }
        message.history = try transaction.events(of: crisis).map(APICrisisEvent.init)
        return message
    }
}

extension APICrisisCase {
    fileprivate init(_ crisis: CrisisCaseRecord) {
        self.init()
        id = crisis.id.description
        studentID = crisis.student.description
        classID = crisis.schoolClass?.description ?? ""
        state = APICrisisState(crisis.state)
        warningID = crisis.warning?.description ?? ""
        leadID = crisis.lead.description
        openedAt = Google_Protobuf_Timestamp(crisis.openedAt)
        stateSince = Google_Protobuf_Timestamp(crisis.stateSince)
        if let moment = crisis.closedAt { closedAt = Google_Protobuf_Timestamp(moment) }
        if let step = crisis.step {
            nextStep.what = step.what
            nextStep.ownerID = step.owner.description
            nextStep.dueAt = Google_Protobuf_Timestamp(step.dueAt)
        }
        if let moment = crisis.reportDueAt { reportDueAt = Google_Protobuf_Timestamp(moment) }
        reason = crisis.reason
    }
}

extension APICrisisPoint {
    fileprivate init(_ point: CrisisPointRecord, at now: Timestamp) {
        self.init()
        kind = APICrisisPointKind(point.kind)
        state =
            switch point.state {
            case .open: .open
            case .done: .done
            case .excused: .excused
            }
        isMandatory = point.isMandatory
        dueAt = Google_Protobuf_Timestamp(point.dueAt)
        doneBy = point.doneBy?.description ?? ""
        if let moment = point.doneAt { doneAt = Google_Protobuf_Timestamp(moment) }
        if point.state == .excused { excuse = point.note ?? "" } else { note = point.note ?? "" }
        isOverdue = point.state == .open && point.dueAt < now
    }
}

extension APIReturnAssessment {
    fileprivate init(_ assessment: ReturnAssessmentRecord) {
        self.init()
        id = assessment.id.description
        assessorID = assessment.assessor.description
        assessedAt = Google_Protobuf_Timestamp(assessment.assessedAt)
        hospitalOpinion = assessment.hospitalOpinion
        conditions = assessment.conditions
        decision = APIReturnDecision(assessment.decision)
    }
}

extension APIFollowUp {
    fileprivate init(_ followUp: FollowUpRecord, at now: Timestamp) {
        self.init()
        id = followUp.id.description
        state =
            switch followUp.state {
            case .open: .open
            case .held: .held
            case .excused: .excused
            case .cancelled: .cancelled
            }
        dueAt = Google_Protobuf_Timestamp(followUp.dueAt)
        heldBy = followUp.heldBy?.description ?? ""
        if let moment = followUp.heldAt { heldAt = Google_Protobuf_Timestamp(moment) }
        record = followUp.record ?? ""
        level = followUp.level.map { APIAttentionLevel($0) } ?? .unspecified
        isOverdue = followUp.state == .open && followUp.dueAt < now
    }
}

extension APILesson {
    fileprivate init(_ lesson: LessonRecord, _ actions: [LessonActionRecord], at now: Timestamp) {
        self.init()
        id = lesson.id.description
        heldAt = Google_Protobuf_Timestamp(lesson.heldAt)
        participantIds = lesson.participants.map(\.description)
        findings = lesson.findings
        self.actions = actions.map { action in
            .with {
                $0.id = action.id.description
                $0.what = action.what
                $0.ownerID = action.owner.description
                $0.dueAt = Google_Protobuf_Timestamp(action.dueAt)
                $0.doneBy = action.doneBy?.description ?? ""
                if let moment = action.doneAt { $0.doneAt = Google_Protobuf_Timestamp(moment) }
                $0.note = action.note ?? ""
                $0.isOverdue = action.doneAt == nil && action.dueAt < now
            }
        }
    }
}

extension APICrisisEvent {
    fileprivate init(_ event: CrisisEventRecord) {
        self.init()
        kind =
            switch event.kind {
            case .opened: .opened
            case .advanced: .advanced
            case .assigned: .assigned
            case .stepSet: .stepSet
            case .pointDone: .pointDone
            case .pointExcused: .pointExcused
            case .returnAssessed: .returnAssessed
            case .followedUp: .followedUp
            case .followUpExcused: .followUpExcused
            case .reportSubmitted: .reportSubmitted
            case .reportSigned: .reportSigned
            case .lessonHeld: .lessonHeld
            case .actionFinished: .actionFinished
            case .overdue: .overdue
            }
        state = APICrisisState(event.state)
        authorID = event.author?.description ?? ""
        at = Google_Protobuf_Timestamp(event.at)
        note = event.note ?? ""
    }
}
