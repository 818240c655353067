internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension ArchiveServiceImplementation {
    public func recordObservation(
        _ request: APIRecordObservationRequest, _ call: ChangingCall
    ) throws -> APIRecordObservationResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let observation = try RecordContent.Observation(text: request.text, request.signs, field: "")
        let moment = try call.past(request.hasObservedAt ? request.observedAt : nil, field: "observedAt")
        let id = try call.observe(student, observation.text, observation.signs, at: moment, signals)
        call.count(.entries, 1)
        return .with { $0.observationID = id.description }
    }

    public func recordInformation(
        _ request: APIRecordInformationRequest, _ call: ChangingCall
    ) throws -> APIRecordInformationResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let information = try RecordContent.Information(
            .with {
                $0.source = request.source
                $0.sourceDetail = request.sourceDetail
                $0.trust = request.trust
                $0.text = request.text
            }, field: "")
        let moment = try call.past(request.hasLearntAt ? request.learntAt : nil, field: "learntAt")
        let record = try call.keepRecord(of: student, .information(information), at: moment)
        try call.tellArchive(
            .information, of: student.id, in: student.school, subject: record.id,
            "\(record.version.content.name)：\(information.text)", at: moment)
        try weigh(record, student, call)
        call.count(.entries, 1)
        return .with { $0.recordID = record.id.description }
    }

    public func correctArchiveRecord(
        _ request: APICorrectArchiveRecordRequest, _ call: ChangingCall
    ) throws -> APICorrectArchiveRecordResponse {
        let record = try call.transaction.archiveRecordInFull(request.recordID)
        let reason = try FreeText.required(request.reason, field: "reason")
        guard request.version > 0 else {
            throw RPCError.invalidArgument(field: "version", description: "must be the version that you have read")
        }
        let content = try RecordContent(
            request, record.topic, today: CalendarDate(of: call.context.now, offset: signals.rules.zone))
        guard Int(request.version) == record.version.number else { throw RPCError.aborted() }
        let moment = request.hasAt ? try call.past(request.at, field: "at") : nil
        let corrected = try correct(record, content, at: moment, reason: reason, call)
        return .with { $0.record = APIArchiveRecord(corrected) }
    }

    public func correctOwnObservation(
        _ request: APICorrectOwnObservationRequest, _ call: ChangingCall
    ) throws -> APICorrectOwnObservationResponse {
        let record = try call.transaction.archiveRecordInFull(request.recordID)
        let reason = try FreeText.required(request.reason, field: "reason")
        let observation = try RecordContent.Observation(text: request.text, request.signs, field: "")
        let moment = request.hasObservedAt ? try call.past(request.observedAt, field: "observedAt") : nil
        // Whether somebody else has written anything is not told.
        guard record.topic == .observation, record.author == call.context.accountID else { throw RPCError.notFound() }
        let corrected = try correct(record, .observation(observation), at: moment, reason: reason, call)
        return .with { $0.version = UInt32(corrected.version.number) }
    }

    public func withdrawArchiveRecord(
        _ request: APIWithdrawArchiveRecordRequest, _ call: ChangingCall
    ) throws -> APIWithdrawArchiveRecordResponse {
        let record = try call.transaction.archiveRecordInFull(request.recordID)
        let reason = try FreeText.required(request.reason, field: "reason")
        let withdrawn = try call.change(record, .withdraw, endsAt: record.version.endsAt, reason: reason)
        return .with { $0.record = APIArchiveRecord(withdrawn) }
    }

    /// Adds a version, and weighs it by the rules of early warning if it says something graver than before.
    private func correct(
        _ record: ArchiveRecord, _ content: RecordContent, at moment: Timestamp?, reason: String, _ call: ChangingCall
    ) throws -> ArchiveRecord {
        var moment = moment
        var endsAt: Timestamp?
        if case .circumstance(let circumstance) = content {
            let span = circumstance.span(zone: signals.rules.zone, recordedAt: record.recordedAt)
            (moment, endsAt) = (span.at, span.endsAt)
        }
        let corrected = try call.change(record, .correct, content, at: moment, endsAt: endsAt, reason: reason)
        if content.isGraver(than: record.version.content, signals.rules.warnings.words) {
            try weigh(corrected, try call.transaction.studentInFull(record.student), call)
        }
        return corrected
    }

    /// Has the rules of early warning look at a record. A circumstance is no sign of trouble, and no signal.
    private func weigh(_ record: ArchiveRecord, _ student: StudentRecord, _ call: ChangingCall) throws {
        let (moment, author) = (record.version.at, call.context.accountID)
        let incoming: SignalDesk.Incoming
        switch record.version.content {
        case .observation(let content):
            incoming = SignalDesk.Incoming(
                student: student, kind: .observation, trust: .observed, text: content.text, happenedAt: moment,
                signs: content.signs, source: record.id, author: author)
        case .information(let content):
            incoming = SignalDesk.Incoming(
                student: student, kind: content.source.signalKind, trust: content.trust, text: content.text,
                happenedAt: moment, source: record.id, author: author)
        case .circumstance: return
        }
        _ = try signals.take(incoming, call)
    }
}
