internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CircumstanceService`: special circumstances · 重点关注类别 (T15, T26).
public struct CircumstanceServiceImplementation: CircumstanceService {
    private let zone: Duration

    /// - Parameter zone: the schools' offset from UTC, by which days begin.
    public init(zone: Duration) { self.zone = zone }

    public func recordCircumstance(
        _ request: APIRecordCircumstanceRequest, _ call: ChangingCall
    ) throws -> APIRecordCircumstanceResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let circumstance = try RecordContent.Circumstance(
            .with {
                $0.category = request.category
                $0.since = request.since
                $0.until = request.until
                $0.source = request.source
                $0.note = request.note
            }, field: "", today: today(call))
        if circumstance.until == nil { try checkAbsent(circumstance.category, student, call) }
        let span = circumstance.span(zone: zone, recordedAt: call.context.now)
        let record = try call.keepRecord(of: student, .circumstance(circumstance), at: span.at, endsAt: span.endsAt)
        try call.tellArchive(
            .circumstance, of: student.id, in: student.school, subject: record.id, record.version.content.name)
        call.count(.entries, 1)
        return .with { $0.record = APIArchiveRecord(record) }
    }

    public func endCircumstance(
        _ request: APIEndCircumstanceRequest, _ call: ChangingCall
    ) throws -> APIEndCircumstanceResponse {
        let record = try call.transaction.archiveRecordInFull(request.recordID)
        let reason = try FreeText.required(request.reason, field: "reason")
        guard case .circumstance(var circumstance) = record.version.content else {
            throw RPCError.failedPrecondition("the record is no circumstance")
        }
        guard circumstance.until == nil else {
            throw RPCError.failedPrecondition("it is over already; correct the record if the date is wrong")
        }
        let last = try RecordContent.Circumstance.date(request.until, field: "until") ?? today(call)
        circumstance.until = last
        if let finding = circumstance.finding(on: today(call)) {
            throw RPCError.invalidArgument(field: finding.field, description: finding.description)
        }
        let span = circumstance.span(zone: zone, recordedAt: record.recordedAt)
        let ended = try call.change(
            record, .end, .circumstance(circumstance), endsAt: span.endsAt, reason: reason)
        return .with { $0.record = APIArchiveRecord(ended) }
    }

    public func listCircumstances(
        _ request: APIListCircumstancesRequest, _ call: ReadingCall
    ) throws -> APIListCircumstancesResponse {
        let (unit, school) = try call.unitOfSchool(request.unitID)
        var categories: Set<CircumstanceCategory> = []
        for (index, category) in request.categories.enumerated() {
            categories.insert(try CircumstanceCategory(category, field: "categories[\(index)]"))
        }
        let page = try PageRequest(request.page)
        guard let last = page.token.isEmpty ? .installation : Identifier(page.token) else {
            throw PageRequest.foreignToken
        }
        var found: [APIStudentCircumstances] = []
        for place in try call.transaction.studentsWithCircumstances(ofSchool: school, at: call.context.now, after: last)
        where call.units.contains(unit, place) {
            guard let student = try student(place, of: categories, call) else { continue }
            found.append(student)
            // One more than fits tells whether there is a next page.
            if found.count > page.size { break }
        }
        let shown = found.prefix(page.size)
        call.count(.students, shown.count)
        return .with {
            $0.students = Array(shown)
            $0.nextPage = found.count > shown.count ? shown.last?.studentID ?? "" : ""
        }
    }

    /// A student with the circumstances that are asked for; nothing for one who has none of them.
    private func student(
        _ place: StudentPlace, of categories: Set<CircumstanceCategory>, _ call: ReadingCall
    ) throws -> APIStudentCircumstances? {
        let records = try call.transaction.circumstances(of: place.studentID, at: call.context.now).filter { record in
            guard case .circumstance(let circumstance) = record.version.content else { return false }
            return categories.isEmpty || categories.contains(circumstance.category)
        }
        guard !records.isEmpty else { return nil }
        return try .with {
            $0.studentID = place.studentID.description
            $0.studentName = try call.transaction.nameUnlessErased(place.studentID)
            $0.classID = place.classID?.description ?? ""
            $0.circumstances = records.map(APIArchiveRecord.init)
        }
    }

    /// A student has a category once at a time: what changes in it is a correction, or its end.
    private func checkAbsent(_ category: CircumstanceCategory, _ student: StudentRecord, _ call: ChangingCall) throws {
        for record in try call.transaction.circumstances(of: student.id, at: call.context.now) {
            if case .circumstance(let standing) = record.version.content, standing.category == category {
                throw RPCError.failedPrecondition("the student has this circumstance already; correct it or end it")
            }
        }
    }

    private func today(_ call: ChangingCall) -> CalendarDate { CalendarDate(of: call.context.now, offset: zone) }
}
