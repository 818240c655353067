public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.ArchiveService`: one archive a student.
public struct ArchiveServiceImplementation: ArchiveService {
    let signals: SignalDesk
    private let decider: AccessDecider

    /// - Parameters:
    ///   - signals: weighs what was observed and told.
    ///   - policy: says what of a section the caller may read in full.
    public init(signals: SignalDesk, policy: Policy) {
        self.signals = signals
        decider = AccessDecider(policy: policy)
    }

    public func getArchive(_ request: APIGetArchiveRequest, _ call: ReadingCall) throws -> APIGetArchiveResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let overview = try ArchiveOverview(of: student, decider, call)
        call.count(.entries, overview.sections.count { $0.hasNewest })
        return try .with {
            $0.studentID = student.id.description
            $0.studentName = try call.transaction.nameUnlessErased(student.id)
            $0.openedAt = Google_Protobuf_Timestamp(student.enrolledAt)
            $0.sections = overview.sections
        }
    }

    public func getTimeline(_ request: APIGetTimelineRequest, _ call: ReadingCall) throws -> APIGetTimelineResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let filter = try TimelineFilter(request)
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { before, limit in try call.transaction.lines(of: student, filter, call, before, limit) },
            { NewestFirst($0.at, $0.id) })
        call.count(.entries, shown.count)
        return .with {
            $0.entries = shown.map(APITimelineEntry.init)
            $0.nextPage = next
        }
    }

    public func listArchiveRecords(_ request: APIListArchiveRecordsRequest, _ call: ReadingCall) throws
        -> APIListArchiveRecordsResponse
    {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let section = try ArchiveSection(request.section, field: "section")
        let page = try PageRequest(request.page)
        let answer: (records: [APIArchiveRecord], next: String)
        if let topic = section.topic {
            let (shown, token) = try page.newestFirst(
                { before, limit in
                    try call.transaction.archiveRecords(
                        of: student.id, topic, withWithdrawn: request.withWithdrawn, before: before, limit: limit)
                }, { NewestFirst($0.version.at, $0.id) })
            answer = (shown.map { APIArchiveRecord($0) }, token)
        } else {
            let filter = TimelineFilter(kinds: section.kinds)
            let (shown, token) = try page.newestFirst(
                { before, limit in try call.transaction.lines(of: student, filter, call, before, limit) },
                { NewestFirst($0.at, $0.id) })
            answer = (shown.map { APIArchiveRecord($0) }, token)
        }
        call.count(.entries, answer.records.count)
        return .with {
            $0.records = answer.records
            $0.nextPage = answer.next
        }
    }

    public func listArchiveRecordVersions(
        _ request: APIListArchiveRecordVersionsRequest, _ call: ReadingCall
    ) throws -> APIListArchiveRecordVersionsResponse {
        let record = try call.transaction.archiveRecordInFull(request.recordID)
        let versions = try call.transaction.versions(of: record)
        call.count(.entries, versions.count)
        return .with {
            $0.kind = APIArchiveKind(record.topic.kind)
            $0.state = APIRecordState(record.state)
            $0.versions = versions.map(APIRecordVersion.init)
        }
    }
}

extension ReadTransaction {
    /// A student who is there.
    func studentInFull(_ id: Identifier) throws -> StudentRecord {
        guard let student = try student(id), student.state != .erased, try !isErased(id) else {
            throw RPCError.notFound()
        }
        return student
    }

    /// The record that the field `recordId` names.
    func archiveRecordInFull(_ text: String) throws -> ArchiveRecord {
        guard let record = try archiveRecord(try Identifier(text, field: "recordId")) else { throw RPCError.notFound() }
        return record
    }

    fileprivate func lines(
        of student: StudentRecord, _ filter: TimelineFilter, _ call: ReadingCall,
        _ before: (at: Timestamp, id: Identifier)?, _ limit: Int
    ) throws -> [ArchiveEntry] {
        let before = filter.place(before)
        guard let kinds = filter.kinds else {
            return try archive(
                of: student.id, in: student.school, upTo: call.context.ceiling, from: filter.from, before: before,
                limit: limit)
        }
        return try archive(
            of: student.id, kinds, upTo: call.context.ceiling, from: filter.from, before: before, limit: limit)
    }
}
