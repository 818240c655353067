public import AuditLog
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CaseReportService`: case analysis reports, versioned and signed.
public struct CaseReportServiceImplementation: CaseReportService {
    private let log: AuditLog
    private let zone: Duration

    /// - Parameters:
    ///   - log: which keeps the signatures.
    ///   - zone: the schools' offset from UTC, in which a printed report tells its moments.
    public init(log: AuditLog, zone: Duration) {
        self.log = log
        self.zone = zone
    }

    public func submitCaseReport(
        _ request: APISubmitCaseReportRequest, _ call: ChangingCall
    ) throws -> APISubmitCaseReportResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        guard crisis.state.isOpen else { throw RPCError.failedPrecondition("the case is closed") }
        let version = (try call.transaction.newestCaseReport(of: crisis)?.version ?? 0) + 1
        let content = try CaseReportRecord.Content(
            request.content, salt: call.newIdentifier().bytes)
        let report = CaseReportRecord(
            crisisCase: crisis.id, version: version, content: content,
            contentHash: CaseReportHash.hash(of: content, crisis.id, version: version),
            author: call.context.accountID, submittedAt: call.context.now)
        try call.transaction.insert(report, of: crisis)
        try call.tell(crisis, .reportSubmitted, "\(version)", line: "个案分析报告第\(version)版已提交")
        call.count(.caseReports, 1)
        return .with { $0.report = APICaseReport(report, versions: version) }
    }

    public func signCaseReport(
        _ request: APISignCaseReportRequest, _ call: ChangingCall
    ) throws -> APISignCaseReportResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        let (report, versions) = try report(of: crisis, version: request.version, call.reading)
        guard report.version == versions else {
            throw RPCError.failedPrecondition("version \(versions) is newer: read and sign that one")
        }
        guard report.signedAt == nil else { throw RPCError.failedPrecondition("this version is signed already") }
        guard report.author != call.context.accountID else {
            throw RPCError.failedPrecondition("whoever wrote a report does not sign it: another crisis lead must")
        }
        guard request.contentHash == CaseReportHash.text(report.contentHash),
            report.contentHash == CaseReportHash.hash(of: report.content, crisis.id, version: report.version)
        else {
            throw RPCError.invalidArgument(
                field: "contentHash", description: "is not that of this version: read it again, and sign what you read")
        }
        var signed = report
        signed.signedBy = call.context.accountID
        signed.signedAt = call.context.now
        guard
            try call.transaction.sign(
                caseReport: report.version, of: crisis, by: call.context.accountID, at: call.context.now)
        else { throw RPCError.aborted() }
        try log.append(AuditRecord(signature: signed, by: call.context), in: call.transaction)
        try call.tell(crisis, .reportSigned, "\(report.version)", line: "个案分析报告第\(report.version)版已签署")
        call.count(.caseReports, 1)
        return .with { $0.report = APICaseReport(signed, versions: versions) }
    }

    public func getCaseReport(
        _ request: APIGetCaseReportRequest, _ call: ReadingCall
    ) throws -> APIGetCaseReportResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        let (report, versions) = try report(of: crisis, version: request.version, call)
        call.count(.caseReports, 1)
        return .with { $0.report = APICaseReport(report, versions: versions) }
    }

    public func exportCaseReport(
        _ request: APIExportCaseReportRequest, _ call: ReadingCall
    ) throws -> APIExportCaseReportResponse {
        let crisis = try call.transaction.crisisCaseInFull(request.crisisCaseID)
        let (report, _) = try report(of: crisis, version: request.version, call)
        let student = try call.transaction.identifiedStudent(crisis.student)
        call.count(.caseReports, 1)
        return try .with {
            $0.text = try CaseReportText(
                report, of: crisis, student: student?.identity.name ?? "", zone: zone,
                accountName: { account in
                    try call.transaction.account(account)?.profile.name ?? account.description
                }
            ).text
        }
    }

    /// A version, the newest for 0, and how many there are.
    private func report(
        of crisis: CrisisCaseRecord, version: UInt32, _ call: ReadingCall
    ) throws -> (CaseReportRecord, versions: Int) {
        guard let newest = try call.transaction.newestCaseReport(of: crisis) else {
            throw RPCError.notFound("no report about this case has been submitted yet")
        }
        let wanted = version == 0 ? newest.version : Int(version)
        guard let report = try call.transaction.caseReport(wanted, of: crisis) else {
            throw RPCError.notFound("there is no version \(wanted): the newest is \(newest.version)")
        }
        return (report, newest.version)
    }
}

extension CaseReportRecord.Content {
    /// Every section must say something.
    fileprivate init(_ content: APICaseReportContent, salt: [UInt8]) throws(RPCError) {
        self.init(
            background: try FreeText.required(content.background, field: "content.background"),
            course: try FreeText.required(content.course, field: "content.course"),
            riskFactors: try FreeText.required(content.riskFactors, field: "content.riskFactors"),
            protectiveFactors: try FreeText.required(content.protectiveFactors, field: "content.protectiveFactors"),
            analysis: try FreeText.required(content.analysis, field: "content.analysis"),
            measures: try FreeText.required(content.measures, field: "content.measures"),
            outcome: try FreeText.required(content.outcome, field: "content.outcome"),
            recommendations: try FreeText.required(content.recommendations, field: "content.recommendations"),
            salt: salt)
    }
}

extension APICaseReport {
    fileprivate init(_ report: CaseReportRecord, versions: Int) {
        self.init()
        crisisCaseID = report.crisisCase.description
        version = UInt32(clamping: report.version)
        content.background = report.content.background
        content.course = report.content.course
        content.riskFactors = report.content.riskFactors
        content.protectiveFactors = report.content.protectiveFactors
        content.analysis = report.content.analysis
        content.measures = report.content.measures
        content.outcome = report.content.outcome
        content.recommendations = report.content.recommendations
        authorID = report.author.description
        submittedAt = Google_Protobuf_Timestamp(report.submittedAt)
        contentHash = CaseReportHash.text(report.contentHash)
        signedBy = report.signedBy?.description ?? ""
        if let moment = report.signedAt { signedAt = Google_Protobuf_Timestamp(moment) }
        self.versions = UInt32(clamping: versions)
    }
}
