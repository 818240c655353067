public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.TraumaService`: what must be reported after bullying, violence or sexual assault, and that it was.
public struct TraumaServiceImplementation: TraumaService {
    private let rules: TraumaRules
    private let access: TraumaAccess
    private let zone: Duration

    private var people: CrisisPeople { access.people }

    /// - Parameters:
    ///   - rules: the steps of each kind.
    ///   - policy: who may be assigned.
    ///   - zone: the school's offset from UTC, by which a student comes of age.
    public init(rules: TraumaRules, policy: Policy, zone: Duration) {
        self.rules = rules
        access = TraumaAccess(people: CrisisPeople(policy: policy))
        self.zone = zone
    }

    public func openTraumaReport(
        _ request: APIOpenTraumaReportRequest, _ call: ChangingCall
    ) throws -> APIOpenTraumaReportResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let place = try call.transaction.studentPlaceInFull(student.id)
        let body = TraumaReportRecord.Body(
            kind: try TraumaKind(request.kind, field: "kind"),
            gravity: try TraumaGravity(request.gravity, field: "gravity"),
            suspect: try TraumaSuspect(request.suspect, field: "suspect"),
            description: try FreeText.required(request.description_p, field: "description"))
        let crisis = try Identifier.ifPresent(request.crisisCaseID, field: "crisisCaseId")
        if let crisis, try call.transaction.crisisCase(crisis)?.student != student.id {
            throw RPCError.invalidArgument(field: "crisisCaseId", description: "must name a case of this student")
        }
        let report = TraumaReportRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, crisisCase: crisis,
            counsellor: try counsellor(request.counsellorID, about: place, call.reading), body: body,
            learntAt: try call.reading.moment(
                request.hasLearntAt ? try Timestamp(request.learntAt, field: "learntAt") : nil, field: "learntAt"),
            openedBy: call.context.accountID, openedAt: call.context.now)
        try call.transaction.insert(report)
        let tasks = rules.tasks(
            for: body.kind, body.gravity, suspect: body.suspect,
            try call.reading.ageGroup(of: student.id, at: report.learntAt, zone: zone))
        for (position, task) in tasks.enumerated() {
            try call.transaction.insert(
                TraumaStepRecord(
                    id: call.newIdentifier(), position: position, isMandatory: task.isMandatory,
                    dueAt: report.learntAt + task.step.within.duration,
                    body: .init(step: task.step.id, title: task.step.title, ground: task.step.ground)), of: report)
        }
        try tell(report, "登记", call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    public func listTraumaReports(
        _ request: APIListTraumaReportsRequest, _ call: ReadingCall
    ) throws -> APIListTraumaReportsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let page = try PageRequest(request.page)
        let reports = try call.transaction.openTraumaReports(ofSchool: school).filter {
            try call.isInside(unit, student: $0.student) && access.reaches($0, call)
        }
        let dues = try Dictionary(
            uniqueKeysWithValues: reports.map { report in
                (report.id, try call.transaction.firstDue(of: report) ?? report.openedAt)
            })
        let (shown, next) = try page.byUrgency(reports) {
            Urgency(.crisis, since: dues[$0.id] ?? $0.openedAt, $0.id)
        }
        call.count(.traumaReports, shown.count)
        return try .with {
            $0.reports = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func getTraumaReport(
        _ request: APIGetTraumaReportRequest, _ call: ReadingCall
    ) throws -> APIGetTraumaReportResponse {
        let report = try access.report(request.traumaReportID, call)
        call.count(.traumaReports, 1)
        return try .with { $0.report = try call.contract(report) }
    }

    public func assignTraumaReport(
        _ request: APIAssignTraumaReportRequest, _ call: ChangingCall
    ) throws -> APIAssignTraumaReportResponse {
        var report = try openReport(request.traumaReportID, call)
        let place = try call.transaction.studentPlaceInFull(report.student)
        report.counsellor = try people.holder(
            request.counsellorID, of: .traumaHandle, about: place, field: "counsellorId", call.reading)
        try call.transaction.update(report)
        try tell(report, "指定负责教师", call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    public func recordTraumaStep(
        _ request: APIRecordTraumaStepRequest, _ call: ChangingCall
    ) throws -> APIRecordTraumaStepResponse {
        var report = try openReport(request.traumaReportID, call)
        var step = try openStep(request.stepID, of: report, call)
        step.state = .done
        step.body.receiptNumber =
            step.isMandatory
            ? try FreeText.required(request.receiptNumber, field: "receiptNumber")
            : try FreeText.optional(request.receiptNumber, field: "receiptNumber")
        step.body.note = try FreeText.optional(request.note, field: "note")
        step.doneBy = call.context.accountID
        step.doneAt = try call.reading.moment(
            request.hasDoneAt ? try Timestamp(request.doneAt, field: "doneAt") : nil, field: "doneAt")
        try call.transaction.update(step, of: report)
        if report.state == .reporting,
            try call.transaction.steps(of: report).allSatisfy({ !$0.isMandatory || $0.state == .done })
        {
            report.state = try report.state.applying(.completeReports)
            try call.transaction.update(report)
        }
        try tell(report, "步骤完成", call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    public func waiveTraumaStep(
        _ request: APIWaiveTraumaStepRequest, _ call: ChangingCall
    ) throws -> APIWaiveTraumaStepResponse {
        let report = try openReport(request.traumaReportID, call)
        var step = try openStep(request.stepID, of: report, call)
        let reason = try FreeText.required(request.reason, field: "reason")
        guard !step.isMandatory else {
            throw RPCError.failedPrecondition("the step is mandatory (\(step.body.ground)): it must be done")
        }
        step.state = .waived
        step.body.note = reason
        step.doneBy = call.context.accountID
        step.doneAt = call.context.now
        try call.transaction.update(step, of: report)
        try tell(report, "步骤免除", call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    public func closeTraumaReport(
        _ request: APICloseTraumaReportRequest, _ call: ChangingCall
    ) throws -> APICloseTraumaReportResponse {
        var report = try access.report(request.traumaReportID, call.reading)
        let outcome = try FreeText.required(request.outcome, field: "outcome")
        let steps = try call.transaction.steps(of: report).filter { $0.state == .open }
        if report.state == .reporting {
            let open = steps.filter(\.isMandatory).map(\.body.title).joined(separator: "、")
            throw RPCError.failedPrecondition("these mandatory steps are not reported yet: \(open)")
        }
        report.state = try report.state.applying(.close)
        guard steps.isEmpty else {
            let open = steps.map(\.body.title).joined(separator: "、")
            throw RPCError.failedPrecondition("these steps must be done, or waived with a reason: \(open)")
        }
        report.body.outcome = outcome
        report.closedAt = call.context.now
        try call.transaction.update(report)
        try tell(report, "办结", call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    // MARK: -

    private func openReport(_ text: String, _ call: ChangingCall) throws -> TraumaReportRecord {
        let report = try access.report(text, call.reading)
        guard report.state.isOpen else { throw RPCError.failedPrecondition("the report is closed") }
        return report
    }

    private func openStep(
        _ id: String, of report: TraumaReportRecord, _ call: ChangingCall
    ) throws -> TraumaStepRecord {
        let steps = try call.transaction.steps(of: report)
        guard let step = steps.first(where: { $0.body.step == id }) else {
            throw RPCError.invalidArgument(
                field: "stepId", description: "must be one of \(steps.map(\.body.step).joined(separator: ", "))")
        }
        guard step.state == .open else {
            throw RPCError.failedPrecondition("the step is \(step.state.rawValue) already")
        }
        return step
    }

    /// Whoever is named; else the caller, unless it is the crisis lead, who sees it anyway.
    private func counsellor(_ text: String, about place: StudentPlace, _ call: ReadingCall) throws -> Identifier? {
        if !text.isEmpty {
            return try people.holder(text, of: .traumaHandle, about: place, field: "counsellorId", call)
        }
        return people.callerHolds(.crisisLead, about: place, call) ? nil : call.context.accountID
    }

    /// The archive is read by more people than may know: its line says that there is something, and no more.
    private func tell(_ report: TraumaReportRecord, _ what: String, _ call: ChangingCall) throws {
        try call.transaction.append(
            ArchiveEntry(
                school: report.school, student: report.student, at: call.context.now, id: call.newIdentifier(),
                kind: .protected, sensitivity: .raw, subject: nil, author: call.context.accountID,
                summary: "受保护事项：\(what)"))
        call.count(.traumaReports, 1)
    }
}
