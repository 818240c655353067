internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.WarningService`: from the signal to the interview that confirms or dismisses it.
public struct WarningServiceImplementation: WarningService {
    public init() {}

    public func listWarnings(_ request: APIListWarningsRequest, _ call: ReadingCall) throws -> APIListWarningsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let states = Set(try request.states.map { try WarningState($0, field: "states") })
        let page = try PageRequest(request.page)
        let wanted = WarningState.allCases.filter { states.isEmpty ? $0.isOpen : states.contains($0) }
        let (shown, next) = try page.byUrgency(try call.warnings(in: unit, states: wanted), Urgency.init)
        call.count(.warnings, shown.count)
        return try .with {
            $0.warnings = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func getWarning(_ request: APIGetWarningRequest, _ call: ReadingCall) throws -> APIGetWarningResponse {
        let warning = try call.transaction.warningInFull(try Identifier(request.warningID, field: "warningId"))
        call.count(.warnings, 1)
        return try .with {
            $0.warning = try call.contract(warning)
            $0.caution = Caution.screening
        }
    }

    public func watchWarnings(
        _ request: APIWatchWarningsRequest, _ call: RunningCall,
        _ send: @Sendable (APIWarningEvent) async throws -> Void
    ) async throws {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let changes = call.watch(.warnings(school: school))
        let present = try await call.read { reading in
            try reading.warnings(in: unit, states: WarningState.allCases.filter(\.isOpen)).map(reading.contract)
        }
        for warning in present {
            try await send(
                .with {
                    $0.warning = warning
                    $0.isSnapshot = true
                })
        }
        for try await case .warning(let id, _) in changes {
            let changed = try await call.read { reading in
                try reading.transaction.warning(id).flatMap { warning in
                    try reading.isInside(unit, warning) ? reading.contract(warning) : nil
                }
            }
            if let changed { try await send(.with { $0.warning = changed }) }
        }
    }

    public func acknowledgeWarning(
        _ request: APIAcknowledgeWarningRequest, _ call: ChangingCall
    ) throws -> APIAcknowledgeWarningResponse {
        let warning = try call.move(request.warningID, by: .acknowledge) { warning in
            warning.owner = call.context.accountID
            warning.acknowledgedAt = call.context.now
        }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }

    public func recordInterview(
        _ request: APIRecordInterviewRequest, _ call: ChangingCall
    ) throws -> APIRecordInterviewResponse {
        let level = try AttentionLevel.asking(request.level, field: "level")
        let notes = try FreeText.required(request.notes, field: "notes")
        let advice = try FreeText.optional(request.supportAdvice, field: "supportAdvice")
        let heldAt = request.hasHeldAt ? try Timestamp(request.heldAt, field: "heldAt") : call.context.now
        guard heldAt <= call.context.now else {
            throw RPCError.invalidArgument(field: "heldAt", description: "must not lie in the future")
        }
        let warning = try call.move(request.warningID, by: .confirm) { warning in
            warning.confirmedLevel = level
            warning.decidedAt = call.context.now
        }
        let interview = InterviewRecord(
            school: warning.school, id: call.newIdentifier(), student: warning.student, warning: warning.id,
            counsellor: call.context.accountID, heldAt: heldAt, notes: notes, level: level)
        try call.transaction.insert(interview)
        // The notes are RAW and stay in the interview: the archive tells that there was one.
        try call.tellArchive(
            .interview, of: warning.student, in: warning.school, subject: interview.id, "面谈，确认等级 \(level.rawValue)")
        call.count(.interviews, 1)
        let entry = try level >= .concern ? call.proposeCare(after: interview, level: level, advice: advice) : nil
        return try .with {
            $0.warning = try call.reading.contract(warning)
            $0.careEntryID = entry?.id.description ?? ""
        }
    }

    public func getInterview(_ request: APIGetInterviewRequest, _ call: ReadingCall) throws -> APIGetInterviewResponse {
        let warning = try call.transaction.warningInFull(try Identifier(request.warningID, field: "warningId"))
        guard let interview = try call.transaction.interview(ofWarning: warning.id, in: warning.school) else {
            throw RPCError.notFound("no interview about this warning has been recorded yet")
        }
        call.count(.interviews, 1)
        return .with {
            $0.interviewID = interview.id.description
            $0.counsellorID = interview.counsellor.description
            $0.heldAt = Google_Protobuf_Timestamp(interview.heldAt)
            $0.notes = interview.notes
            $0.level = interview.level.map { APIAttentionLevel($0) } ?? .unspecified
        }
    }

    public func dismissWarning(
        _ request: APIDismissWarningRequest, _ call: ChangingCall
    ) throws -> APIDismissWarningResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let warning = try call.move(request.warningID, by: .dismiss) { warning in
            warning.reason = reason
            warning.decidedAt = call.context.now
            warning.closedAt = call.context.now
        }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }

    public func resolveWarning(
        _ request: APIResolveWarningRequest, _ call: ChangingCall
    ) throws -> APIResolveWarningResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let warning = try call.move(request.warningID, by: .resolve) { warning in
            warning.reason = reason
            warning.closedAt = call.context.now
        }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }
}
