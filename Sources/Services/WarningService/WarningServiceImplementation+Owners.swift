internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Whose a warning is: taken over, handed on, and what was agreed begun.
extension WarningServiceImplementation {
    public func claimWarning(_ request: APIClaimWarningRequest, _ call: ChangingCall) throws -> APIClaimWarningResponse
    {
        let reason = try FreeText.required(request.reason, field: "reason")
        let own = call.context.accountID
        let warning = try call.move(request.warningID, by: .handOver, to: own, note: reason) { warning in
            guard warning.owner != own else { throw RPCError.failedPrecondition("the warning is yours already") }
            warning.owner = own
        }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }

    public func handOverWarning(
        _ request: APIHandOverWarningRequest, _ call: ChangingCall
    ) throws -> APIHandOverWarningResponse {
        try call.checkWasTold(of: request.warningID)
        let reason = try FreeText.required(request.reason, field: "reason")
        let account = try Identifier(request.accountID, field: "accountId")
        let present = try call.transaction.warningInFull(try Identifier(request.warningID, field: "warningId"))
        guard try mayHandle(account, present, call) else {
            throw RPCError.invalidArgument(
                field: "accountId", description: "must be a colleague who may handle warnings about this student")
        }
        let warning = try call.move(present, by: .handOver, to: account, note: reason) { warning in
            // A counsellor may move what a colleague has; who was told may pass on what is theirs.
            guard call.context.ceiling >= .clinical || warning.owner == call.context.accountID else {
                throw RPCError.failedPrecondition("the warning is not yours: only who has it can hand it over")
            }
            guard warning.owner != account else { throw RPCError.failedPrecondition("the warning is theirs already") }
            warning.owner = account
        }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }

    private func mayHandle(_ account: Identifier, _ warning: WarningRecord, _ call: ChangingCall) throws -> Bool {
        guard let place = try call.transaction.studentPlace(warning.student) else { return false }
        let people = NetworkPeople(
            policy: policy, units: call.units, transaction: call.transaction, now: call.context.now)
        return try people.may(
            account, .warningHandle, at: [place.classID, place.dormID, place.schoolID].compactMap { $0 })
    }

    public func beginIntervention(
        _ request: APIBeginInterventionRequest, _ call: ChangingCall
    ) throws -> APIBeginInterventionResponse {
        let agreement = try FreeText.required(request.agreement, field: "agreement")
        let warning = try call.move(request.warningID, by: .beginIntervention, note: agreement) { _ in }
        return try .with { $0.warning = try call.reading.contract(warning) }
    }
}
