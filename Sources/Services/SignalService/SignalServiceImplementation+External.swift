internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Reports from outside of the school: who reports learns nothing of the student, not even whether there is one.
extension SignalServiceImplementation {
    public func reportExternally(
        _ request: APIReportExternallyRequest, _ call: ChangingCall
    ) throws -> APIReportExternallyResponse {
        let (unit, school) = try call.reading.school(ofUnit: request.unitID)
        let name = try FreeText.optional(request.studentName, field: "studentName")
        let className = try FreeText.optional(request.className, field: "className")
        let number = try FreeText.optional(request.studentNumber, field: "studentNumber")
        guard number != nil || name != nil && className != nil else {
            throw RPCError.invalidArgument(
                field: "studentName", description: "say who it is: a name with a class, or a student number")
        }
        let report = ExternalReportRecord(
            school: school, id: call.newIdentifier(), unit: unit, reporter: call.context.accountID,
            reportedAt: call.context.now,
            body: ExternalReportRecord.Body(
                studentName: name ?? "", className: className ?? "", studentNumber: number ?? "",
                trust: try SignalTrust(request.trust, field: "trust"),
                happenedAt: try call.past(request.hasHappenedAt ? request.happenedAt : nil, field: "happenedAt"),
                text: try FreeText.required(request.text, field: "text")),
            reference: try FreeText.optional(request.reference, field: "reference"))
        try call.transaction.insert(report)
        call.count(.reports, 1)
        return .with { $0.report = APIOwnReport(report) }
    }

    public func listOwnReports(
        _ request: APIListOwnReportsRequest, _ call: ReadingCall
    ) throws -> APIListOwnReportsResponse {
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { before, limit in
                try call.transaction.externalReports(
                    ofReporter: call.context.accountID, before: before, limit: limit)
            }, { NewestFirst($0.reportedAt, $0.id) })
        call.count(.reports, shown.count)
        return .with {
            $0.reports = shown.map(APIOwnReport.init)
            $0.nextPage = next
        }
    }

    public func listExternalReports(
        _ request: APIListExternalReportsRequest, _ call: ReadingCall
    ) throws -> APIListExternalReportsResponse {
        let (unit, school) = try call.school(ofUnit: request.unitID)
        let states = Set(try request.states.map { try ExternalReportState($0, field: "states") })
        let wanted = states.isEmpty ? [.waiting] : states
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { before, limit in
                let lists = try wanted.map {
                    try call.transaction.externalReports(ofSchool: school, in: $0, before: before, limit: limit)
                }
                return Array(
                    lists.joined().sorted { ($0.reportedAt, $0.id) > ($1.reportedAt, $1.id) }.prefix(limit))
            }, { NewestFirst($0.reportedAt, $0.id) }, isWanted: { call.units.contains(unit, $0.unit) })
        call.count(.reports, shown.count)
        return try .with {
            $0.reports = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func matchExternalReport(
        _ request: APIMatchExternalReportRequest, _ call: ChangingCall
    ) throws -> APIMatchExternalReportResponse {
        var report = try call.transaction.externalReportInFull(try Identifier(request.reportID, field: "reportId"))
        let id = try Identifier(request.studentID, field: "studentId")
        // Another school's student and nobody read the same.
        guard let student = try call.transaction.student(id), student.school == report.school else {
            throw RPCError.invalidArgument(field: "studentId", description: "must be a student of the report's school")
        }
        report.state = try report.state.applying(.match)
        guard let body = report.body else { throw RPCError.aborted() }
        let signal = try desk.take(
            SignalDesk.Incoming(
                student: student, kind: .external, trust: body.trust, text: body.text, happenedAt: body.happenedAt,
                source: report.id, author: report.reporter), call)
        // From now on it is the student's alone, and goes with the student's key.
        report.body = nil
        report.signal = signal.id
        try decide(&report, call)
        try call.tellArchive(
            .signal, of: student.id, in: student.school, subject: signal.id, "收到线索：外部通报", at: body.happenedAt)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    public func refuseExternalReport(
        _ request: APIRefuseExternalReportRequest, _ call: ChangingCall
    ) throws -> APIRefuseExternalReportResponse {
        var report = try call.transaction.externalReportInFull(try Identifier(request.reportID, field: "reportId"))
        report.state = try report.state.applying(.refuse)
        report.reason = try FreeText.required(request.reason, field: "reason")
        try decide(&report, call)
        return try .with { $0.report = try call.reading.contract(report) }
    }

    private func decide(_ report: inout ExternalReportRecord, _ call: ChangingCall) throws {
        report.decidedBy = call.context.accountID
        report.decidedAt = call.context.now
        guard try call.transaction.update(report, expected: .waiting) else { throw RPCError.aborted() }
        call.count(.reports, 1)
    }
}
