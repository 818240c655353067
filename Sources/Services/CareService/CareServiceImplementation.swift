public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CareService`: the care list, each change with reason, author and evidence.
public struct CareServiceImplementation: CareService {
    private let rules: CareRules
    private let zone: Duration

    /// - Parameters:
    ///   - rules: how often entries are reviewed.
    ///   - zone: the school's offset from UTC, for review dates.
    public init(rules: CareRules, zone: Duration) {
        self.rules = rules
        self.zone = zone
    }

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
        let page = try PageRequest(request.page)
        let entries = try call.careEntries(try CareFilter(request))
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
            $0.entry.proposals = try call.transaction.careProposals(of: entry).map(APICareProposalCase.init)
        }
    }

    public func activateCareEntry(
        _ request: APIActivateCareEntryRequest, _ call: ChangingCall
    ) throws -> APIActivateCareEntryResponse {
        let change = try CareChange(level: request.level, request.reason, request.evidence, request.supportAdvice)
        let entry = try call.move(
            try Identifier(request.careEntryID, field: "careEntryId"), by: .activate, change, rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func changeCareEntry(
        _ request: APIChangeCareEntryRequest, _ call: ChangingCall
    ) throws -> APIChangeCareEntryResponse {
        let change = try CareChange(level: request.level, request.reason, request.evidence, request.supportAdvice)
        let entry = try call.move(try Identifier(request.careEntryID, field: "careEntryId"), by: .change, change, rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func monitorCareEntry(
        _ request: APIMonitorCareEntryRequest, _ call: ChangingCall
    ) throws -> APIMonitorCareEntryResponse {
        let change = try CareChange(level: nil, request.reason, request.evidence, "")
        let entry = try call.move(
            try Identifier(request.careEntryID, field: "careEntryId"), by: .monitor, change, rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func removeCareEntry(
        _ request: APIRemoveCareEntryRequest, _ call: ChangingCall
    ) throws -> APIRemoveCareEntryResponse {
        let change = try CareChange(level: nil, request.reason, request.evidence, "")
        let entry = try call.move(try Identifier(request.careEntryID, field: "careEntryId"), by: .remove, change, rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func reviewCareEntry(
        _ request: APIReviewCareEntryRequest, _ call: ChangingCall
    ) throws -> APIReviewCareEntryResponse {
        let id = try Identifier(request.careEntryID, field: "careEntryId")
        let next = try ReviewDate.ifPresent(request.nextReviewOn, field: "nextReviewOn", zone, call.context.now)
        let change = CareChange(
            level: nil, try FreeText.required(request.reason, field: "reason"), (.review, nil),
            nextReview: next?.moment)
        let entry = try call.move(id, by: .review, change, rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func decideCareProposal(
        _ request: APIDecideCareProposalRequest, _ call: ChangingCall
    ) throws -> APIDecideCareProposalResponse {
        let entry = try call.decide(try CareDecision(request), rules)
        return try .with { $0.entry = try contract(entry, call.reading) }
    }

    public func listCareProposals(
        _ request: APIListCareProposalsRequest, _ call: ReadingCall
    ) throws -> APIListCareProposalsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let states = try request.states.map { try CareProposalState($0, field: "states") }
        let limit = try PageRequest(.with { $0.size = request.limit }).size
        let found = try call.careProposals(in: unit, states: states.isEmpty ? [.pending] : states)
        let shown = found.prefix(limit)
        call.count(.records, shown.count)
        return .with {
            $0.proposals = shown.map(APICareProposalCase.init)
            $0.hasMore_p = found.count > shown.count
        }
    }

    public func countCareEntries(
        _ request: APICountCareEntriesRequest, _ call: ReadingCall
    ) throws -> APICountCareEntriesResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let (total, units) = try call.careCounts(of: unit)
        call.count(.units, units.count + 1)
        return .with {
            $0.total = total
            $0.units = units
        }
    }

    private func contract(_ entry: CareEntryRecord, _ call: ReadingCall) throws -> APICareEntry {
        var message = APICareEntry(entry, zone: zone)
        message.studentName = try call.transaction.nameUnlessErased(entry.student)
        // What would be taken out again is not even opened.
        if call.context.ceiling >= .clinical { message.scores = try call.newestScores(of: entry.student) }
        return message
    }
}
