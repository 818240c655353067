internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Visits to dorms by class teachers, and reviews of departments (T15).
extension NetworkReportServiceImplementation {
    public func recordDormVisit(
        _ request: APIRecordDormVisitRequest, _ call: ChangingCall
    ) throws -> APIRecordDormVisitResponse {
        let round = try record(
            .dormVisit, of: request.unitID, heldAt: request.hasHeldAt ? request.heldAt : nil, request.observations,
            note: try FreeText.optional(request.note, field: "note"), call)
        return .with { $0.round = round }
    }

    public func recordDepartmentReview(
        _ request: APIRecordDepartmentReviewRequest, _ call: ChangingCall
    ) throws -> APIRecordDepartmentReviewResponse {
        let round = try record(
            .departmentReview, of: request.unitID, heldAt: request.hasHeldAt ? request.heldAt : nil,
            request.observations, note: try FreeText.required(request.note, field: "note"), call)
        return .with { $0.round = round }
    }

    public func listRounds(_ request: APIListRoundsRequest, _ call: ReadingCall) throws -> APIListRoundsResponse {
        let (unit, _) = try call.school(ofUnit: request.unitID)
        let rounds = try state(call).rounds(below: unit)
        call.count(.reports, rounds.count { $0.last != nil })
        return try .with { $0.rounds = try rounds.map { try contract($0, call) } }
    }

    private func record(
        _ kind: RoundRecord.Kind, of text: String, heldAt: Google_Protobuf_Timestamp?,
        _ observations: [APIStudentObservation], note: String?, _ call: ChangingCall
    ) throws -> APIRound {
        let (unit, school) = try call.reading.school(ofUnit: text)
        guard let node = call.units[unit], node.kind == kind.unitKind, !node.isClosed else {
            throw RPCError.invalidArgument(
                field: "unitId", description: "must be a \(kind.unitKind.rawValue) that is open")
        }
        let moment = try call.past(heldAt, field: "heldAt")
        let number = try observe(observations, in: unit, at: moment, call)
        try call.transaction.insert(
            RoundRecord(
                school: school, id: call.newIdentifier(), kind: kind, unit: unit, author: call.context.accountID,
                heldAt: moment, observations: number, note: note))
        call.count(.reports, 1)
        return try contract(try state(call.reading).round(kind, of: unit), call.reading)
    }

    func contract(_ round: NetworkState.UnitRound, _ call: ReadingCall) throws -> APIRound {
        var message = APIRound()
        message.kind =
            switch round.kind {
            case .dormVisit: .dormVisit
            case .departmentReview: .departmentReview
            }
        message.unitID = round.unit.description
        message.unitName = try call.transaction.unit(round.unit)?.name ?? ""
        if let moment = round.dueAt { message.dueAt = Google_Protobuf_Timestamp(moment) }
        message.isOverdue = round.isOverdue(at: call.context.now)
        guard let last = round.last else { return message }
        message.lastAt = Google_Protobuf_Timestamp(last.heldAt)
        message.authorID = last.author.description
        message.note = last.note ?? ""
        return message
    }
}
