internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.ArchiveService`: one archive a student.
public struct ArchiveServiceImplementation: ArchiveService {
    private let signals: SignalDesk

    /// - Parameter signals: weighs what was observed.
    public init(signals: SignalDesk) { self.signals = signals }

    public func getTimeline(_ request: APIGetTimelineRequest, _ call: ReadingCall) throws -> APIGetTimelineResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let page = try PageRequest(request.page)
        let entries = try call.transaction.archive(
            of: student.id, in: student.school, upTo: call.context.ceiling, before: try TimelineToken(page)?.place,
            limit: page.size + 1)
        call.count(.entries, min(entries.count, page.size))
        return .with {
            $0.entries = entries.prefix(page.size).map(APITimelineEntry.init)
            if entries.count > page.size, let last = entries.dropLast().last {
                $0.nextPage = TimelineToken(after: last).text
            }
        }
    }

    public func recordObservation(
        _ request: APIRecordObservationRequest, _ call: ChangingCall
    ) throws -> APIRecordObservationResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let text = try FreeText.required(request.text, field: "text")
        let moment = request.hasObservedAt ? try Timestamp(request.observedAt, field: "observedAt") : call.context.now
        guard moment <= call.context.now else {
            throw RPCError.invalidArgument(field: "observedAt", description: "must not lie in the future")
        }
        let id = try call.observe(student, text, at: moment, signals)
        call.count(.entries, 1)
        return .with { $0.observationID = id.description }
    }
}

extension ReadTransaction {
    /// A student who is there.
    func studentInFull(_ id: Identifier) throws -> StudentRecord {
        guard let student = try student(id) else { throw RPCError.notFound() }
        return student
    }
}

/// Where a page of a timeline ends: the last entry's moment and id.
private struct TimelineToken {
    let place: (at: Timestamp, id: Identifier)

    init(after entry: ArchiveEntry) { place = (entry.at, entry.id) }

    init?(_ page: PageRequest) throws(RPCError) {
        guard !page.token.isEmpty else { return nil }
        // The last dash parts them: a moment before 1970 has one of its own.
        guard let dash = page.token.lastIndex(of: "-"), let moment = Int64(page.token[..<dash]),
            let id = Identifier(page.token[page.token.index(after: dash)...])
        else { throw PageRequest.foreignToken }
        place = (Timestamp(milliseconds: moment), id)
    }

    var text: String { "\(place.at.milliseconds)-\(place.id)" }
}

extension APITimelineEntry {
    init(_ entry: ArchiveEntry) {
        self.init()
        id = entry.id.description
        at = Google_Protobuf_Timestamp(entry.at)
        kind =
            switch entry.kind {
            case .enrolment: .enrolment
            case .assessment: .assessment
            case .observation: .observation
            case .warning: .warning
            case .interview: .interview
            case .care: .care
            case .plan: .plan
            case .consultation: .consultation
            case .referral: .referral
            case .counselling: .counselling
            case .mentoring: .mentoring
            case .crisis: .crisis
            case .protected: .protected
            case .specialReview: .specialReview
            case .signal: .signal
            case .transfer: .transfer
            }
        summary = entry.summary
        authorID = entry.author?.description ?? ""
        subjectID = entry.subject?.description ?? ""
    }
}
