internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CareService`: the care list, each change with reason, author and evidence.
public struct CareServiceImplementation: CareService {
    private let zone: Duration

    /// - Parameter zone: the school's offset from UTC, for review dates.
    public init(zone: Duration) { self.zone = zone }

    public func proposeCare(_ request: APIProposeCareRequest, _ call: ChangingCall) throws -> APIProposeCareResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let level = try AttentionLevel.asking(request.level, field: "level")
        let reason = try FreeText.required(request.reason, field: "reason")
        guard try call.transaction.openCareEntry(ofStudent: student.id, in: student.school) == nil else {
            throw RPCError.alreadyExists("the student is on the list already")
        }
        let entry = try call.openCareEntry(
            for: student, level: level, advice: nil, reason: reason, evidence: (.observation, nil))
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func listCareEntries(
        _ request: APIListCareEntriesRequest, _ call: ReadingCall
    ) throws -> APIListCareEntriesResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let page = try PageRequest(request.page)
        let entries = try call.transaction.openCareEntries(ofSchool: school)
            .filter { try call.isInside(unit, student: $0.student) }
        let (shown, next) = try page.byUrgency(entries) { Urgency($0.level, since: $0.createdAt, $0.id) }
        call.count(.careEntries, shown.count)
        return try .with {
            $0.entries = try shown.map { try contract($0, call) }
            $0.nextPage = next
        }
    }

    public func getCareEntry(_ request: APIGetCareEntryRequest, _ call: ReadingCall) throws -> APIGetCareEntryResponse {
        let entry = try call.transaction.careEntryInFull(try Identifier(request.careEntryID, field: "careEntryId"))
        call.count(.careEntries, 1)
        return try .with {
            $0.entry = try contract(entry, call)
            guard call.context.ceiling >= .clinical else { return }
            $0.entry.history = try call.transaction.careChanges(of: entry).map(APICareChange.init)
        }
    }

    public func activateCareEntry(
        _ request: APIActivateCareEntryRequest, _ call: ChangingCall
    ) throws -> APIActivateCareEntryResponse {
        let change = try CareChange(level: request.level, request.reason, request.evidence, request.supportAdvice)
        let entry = try call.move(request.careEntryID, by: .activate, change)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func changeCareEntry(
        _ request: APIChangeCareEntryRequest, _ call: ChangingCall
    ) throws -> APIChangeCareEntryResponse {
        let change = try CareChange(level: request.level, request.reason, request.evidence, request.supportAdvice)
        let entry = try call.move(request.careEntryID, by: .change, change)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func monitorCareEntry(
        _ request: APIMonitorCareEntryRequest, _ call: ChangingCall
    ) throws -> APIMonitorCareEntryResponse {
        let change = try CareChange(level: nil, request.reason, request.evidence, "")
        let entry = try call.move(request.careEntryID, by: .monitor, change)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func removeCareEntry(
        _ request: APIRemoveCareEntryRequest, _ call: ChangingCall
    ) throws -> APIRemoveCareEntryResponse {
        let change = try CareChange(level: nil, request.reason, request.evidence, "")
        let entry = try call.move(request.careEntryID, by: .remove, change)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    private func contract(_ entry: CareEntryRecord, _ call: ReadingCall) throws -> APICareEntry {
        var message = APICareEntry(entry, zone: zone)
        message.studentName = try call.transaction.identifiedStudent(entry.student)?.identity.name ?? ""
        // What would be taken out again is not even opened.
        if call.context.ceiling >= .clinical { message.scores = try call.newestScores(of: entry.student) }
        return message
    }
}
