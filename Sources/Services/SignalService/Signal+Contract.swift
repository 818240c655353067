internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// A signal that is there.
    func signalInFull(_ id: Identifier) throws -> SignalRecord {
        guard let signal = try signal(id) else { throw RPCError.notFound() }
        return signal
    }

    /// A report from outside that is there.
    func externalReportInFull(_ id: Identifier) throws -> ExternalReportRecord {
        guard let report = try externalReport(id) else { throw RPCError.notFound() }
        return report
    }
}

extension ReadingCall {
    /// The school of a unit that a request names.
    func school(ofUnit text: String) throws -> (unit: Identifier, school: Identifier) {
        let unit = try Identifier(text, field: "unitId")
        return (unit, try units.school(ofList: unit))
    }

    /// The signal as the contract has it; the router takes out what is above the caller's ceiling.
    func contract(_ signal: SignalRecord) throws -> APISignal {
        var message = APISignal()
        message.id = signal.id.description
        message.studentID = signal.student.description
        message.studentName = try transaction.nameUnlessErased(signal.student)
        message.classID = signal.schoolClass?.description ?? ""
        message.kind = APISignalKind(signal.signal.kind)
        if case .report(let report) = signal.signal.content { message.trust = APISignalTrust(report.trust) }
        message.state = APISignalState(signal.state)
        message.happenedAt = Google_Protobuf_Timestamp(signal.signal.at)
        message.receivedAt = Google_Protobuf_Timestamp(signal.receivedAt)
        message.authorID = signal.author?.description ?? ""
        message.facts = signal.signal.facts
        message.text = signal.text
        message.warningID = signal.warning?.description ?? ""
        message.reason = signal.reason ?? ""
        return message
    }

    func contract(_ report: ExternalReportRecord) throws -> APIExternalReport {
        var message = APIExternalReport()
        message.id = report.id.description
        message.unitID = report.unit.description
        message.state = APIExternalReportState(report.state)
        message.reporterID = report.reporter.description
        message.reporterName = try transaction.account(report.reporter)?.profile.name ?? ""
        message.reportedAt = Google_Protobuf_Timestamp(report.reportedAt)
        message.reference = report.reference ?? ""
        message.signalID = report.signal?.description ?? ""
        message.decidedBy = report.decidedBy?.description ?? ""
        message.reason = report.reason ?? ""
        guard let body = report.body else { return message }
        message.happenedAt = Google_Protobuf_Timestamp(body.happenedAt)
        message.trust = APISignalTrust(body.trust)
        message.studentName = body.studentName
        message.className = body.className
        message.studentNumber = body.studentNumber
        message.text = body.text
        return message
    }
}

extension APIOwnReport {
    /// What the body that reported sees: neither whether there is such a student nor what came of it.
    init(_ report: ExternalReportRecord) {
        self.init()
        id = report.id.description
        unitID = report.unit.description
        reference = report.reference ?? ""
        state = APIExternalReportState(report.state)
        reportedAt = Google_Protobuf_Timestamp(report.reportedAt)
        if let moment = report.decidedAt { decidedAt = Google_Protobuf_Timestamp(moment) }
    }
}
