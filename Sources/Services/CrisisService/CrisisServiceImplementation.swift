public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CrisisService`: crisis cases from their opening to their end.
public struct CrisisServiceImplementation: CrisisService {
    /// Over which `CountCrises` counts what was opened and closed.
    private static let countedTime = Duration.seconds(365 * 86_400)

    let rules: CrisisRules
    let people: CrisisPeople

    /// - Parameters:
    ///   - rules: checklist, deadlines, follow-ups.
    ///   - policy: who may lead a case and own a step.
    public init(rules: CrisisRules, policy: Policy) {
        self.rules = rules
        people = CrisisPeople(policy: policy)
    }

    public func openCrisisCase(
        _ request: APIOpenCrisisCaseRequest, _ call: ChangingCall
    ) throws -> APIOpenCrisisCaseResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let place = try call.transaction.studentPlaceInFull(student.id)
        let reason = try FreeText.required(request.reason, field: "reason")
        if let present = try call.transaction.openCrisisCase(ofStudent: student.id, in: student.school) {
            throw RPCError.alreadyExists("the student has the open case \(present.id)")
        }
        let warning = try openWarning(request.warningID, of: student.id, call)
        let lead = try lead(request.leadID, about: place, call.reading)
        let helpers = try people.colleagues(request.helperIds, at: student.school, field: "helperIds", call.reading)
        let step =
            request.hasNextStep
            ? try call.reading.step(request.nextStep, lead: lead, about: place, rules, people, field: "nextStep")
            : firstStep(of: lead, call)
        let now = call.context.now
        let crisis = CrisisCaseRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, schoolClass: student.schoolClass,
            warning: warning?.id, roundSince: now, lead: lead, reason: reason, step: step,
            openedBy: call.context.accountID, openedAt: now, stateSince: now)
        try call.transaction.insert(crisis)
        try call.transaction.setHelpers(helpers, of: crisis)
        try call.beginChecklist(of: crisis, rules)
        try call.tell(crisis, .opened, reason, line: "启动")
        if let warning, warning.state == .confirmed { _ = try call.move(warning, by: .beginIntervention) }
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func listCrisisCases(
        _ request: APIListCrisisCasesRequest, _ call: ReadingCall
    ) throws -> APIListCrisisCasesResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let states = Set(try request.states.map { try CrisisState($0, field: "states") })
        let page = try PageRequest(request.page)
        let wanted = CrisisState.allCases.filter { states.isEmpty ? $0.isOpen : states.contains($0) }
        let (shown, next) = try page.byUrgency(try call.crisisCases(in: unit, states: wanted)) {
            // By when the next step is due; what has ended stands where it began.
            Urgency(.crisis, since: $0.step?.dueAt ?? $0.openedAt, $0.id)
        }
        call.count(.crisisCases, shown.count)
        return try .with {
            $0.cases = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func getCrisisCase(
        _ request: APIGetCrisisCaseRequest, _ call: ReadingCall
    ) throws -> APIGetCrisisCaseResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        call.count(.crisisCases, 1)
        return try .with { $0.crisisCase = try call.contractInFull(crisis) }
    }

    public func watchCrises(
        _ request: APIWatchCrisesRequest, _ call: RunningCall,
        _ send: @Sendable (APICrisisChange) async throws -> Void
    ) async throws {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let changes = call.watch(.crises(school: school))
        let present = try await call.read { reading in
            try reading.crisisCases(in: unit, states: CrisisState.allCases.filter(\.isOpen)).map(reading.contract)
        }
        for crisis in present {
            try await send(
                .with {
                    $0.crisisCase = crisis
                    $0.isSnapshot = true
                })
        }
        for try await case .crisis(let id, _) in changes {
            let changed = try await call.read { reading in
                try unlessErased { try reading.transaction.crisisCase(id) }.flatMap { crisis in
                    try reading.isInside(unit, student: crisis.student) ? reading.contract(crisis) : nil
                }
            }
            if let changed { try await send(.with { $0.crisisCase = changed }) }
        }
    }

    public func assignCrisisCase(
        _ request: APIAssignCrisisCaseRequest, _ call: ChangingCall
    ) throws -> APIAssignCrisisCaseResponse {
        var crisis = try openCase(request.crisisCaseID, call)
        let place = try call.transaction.studentPlaceInFull(crisis.student)
        let former = crisis.lead
        crisis.lead = try people.holder(
            request.leadID, of: .crisisHandle, about: place, field: "leadId", call.reading)
        let helpers = try people.colleagues(request.helperIds, at: crisis.school, field: "helperIds", call.reading)
        try call.transaction.setHelpers(helpers, of: crisis)
        // Who no longer leads does not keep the step.
        if let step = crisis.step, step.owner == former {
            crisis.step = .init(what: step.what, owner: crisis.lead, dueAt: step.dueAt)
        }
        try call.keep(crisis, .assigned, nil, line: "指定负责人")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func setNextStep(_ request: APISetNextStepRequest, _ call: ChangingCall) throws -> APISetNextStepResponse {
        var crisis = try openCase(request.crisisCaseID, call)
        let place = try call.transaction.studentPlaceInFull(crisis.student)
        crisis.step = try call.reading.step(
            request.nextStep, lead: crisis.lead, about: place, rules, people, field: "nextStep")
        try call.keep(crisis, .stepSet, crisis.step?.what, line: "确定下一步")
        return try .with { $0.crisisCase = try call.reading.contract(crisis) }
    }

    public func countCrises(_ request: APICountCrisesRequest, _ call: ReadingCall) throws -> APICountCrisesResponse {
        let unit = try Identifier.ifPresent(request.unitID, field: "unitId")
        if let unit, let node = call.units[unit], node.kind != .school, call.units.school(of: unit) != nil {
            throw RPCError.invalidArgument(
                field: "unitId", description: "must be a school or a unit above schools: a class is few people")
        }
        let since = Timestamp(
            milliseconds: call.context.now.milliseconds - Self.countedTime.wholeMilliseconds)
        let counts = try call.transaction.crisisCounts(since: since, at: call.context.now)
        let roots = unit.map { [$0] } ?? call.units.subtree(of: nil).filter { $0.parentID == nil }.map(\.id)
        func figure(_ number: (CrisisCounts) -> Int) -> APICrisisFigure {
            APICrisisFigure(HeldBackFigures(counts.mapValues(number), in: call.units).figure(ofRoots: roots))
        }
        return .with {
            $0.open = figure(\.open)
            $0.opened = figure(\.opened)
            $0.closed = figure(\.closed)
            $0.overdue = figure(\.overdue)
            $0.trauma = figure(\.trauma)
        }
    }

    // MARK: -

    /// A case that is not closed.
    func openCase(_ text: String, _ call: ChangingCall) throws -> CrisisCaseRecord {
        let crisis = try call.transaction.crisisCaseInFull(text)
        guard crisis.state.isOpen else { throw RPCError.failedPrecondition("the case is closed") }
        return crisis
    }

    private func openWarning(_ text: String, of student: Identifier, _ call: ChangingCall) throws -> WarningRecord? {
        guard let id = try Identifier.ifPresent(text, field: "warningId") else { return nil }
        guard let warning = try call.transaction.warning(id), warning.student == student else {
            throw RPCError.invalidArgument(field: "warningId", description: "must name a warning of this student")
        }
        guard warning.state.isOpen else {
            throw RPCError.failedPrecondition("the warning is \(warning.state.rawValue)")
        }
        return warning
    }

    /// Whoever is named; else the caller who leads crises; else the school's crisis lead. In a crisis nobody waits for
    /// a network that is not complete: where there is no lead, it is the caller.
    private func lead(_ text: String, about place: StudentPlace, _ call: ReadingCall) throws -> Identifier {
        if !text.isEmpty {
            return try people.holder(text, of: .crisisHandle, about: place, field: "leadId", call)
        }
        if people.callerHolds(.crisisLead, about: place, call) { return call.context.accountID }
        return try people.crisisLead(of: place.schoolID, call) ?? call.context.accountID
    }

    /// The checklist, until its first deadline.
    private func firstStep(of lead: Identifier, _ call: ChangingCall) -> CrisisCaseRecord.Step {
        let first = rules.checklist.filter(\.mandatory).map(\.within).min() ?? rules.nextStepWithin
        return .init(what: "完成危机处置清单", owner: lead, dueAt: call.context.now + first.duration)
    }
}

extension APICrisisFigure {
    init(_ number: Int?) {
        self.init()
        isHeldBack = number == nil
        self.number = UInt32(clamping: number ?? 0)
    }
}
