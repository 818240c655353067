internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.RescoringService`: campaigns scored again with a newer version, compared, and adopted by a person.
public struct RescoringServiceImplementation: RescoringService {
    let shelf: InstrumentShelf
    let rescoring: CampaignRescoring

    public init(shelf: InstrumentShelf, rescoring: CampaignRescoring) {
        self.shelf = shelf
        self.rescoring = rescoring
    }

    public func startRescoring(
        _ request: APIStartRescoringRequest, _ call: ChangingCall
    ) throws -> APIStartRescoringResponse {
        guard let campaign = try call.transaction.campaign(Identifier(request.campaignID, field: "campaignId")) else {
            throw RPCError.notFound()
        }
        let record = try RescoringStart(shelf: shelf).record(
            of: campaign, instrument: request.instrumentID, version: request.version, call)
        try call.transaction.insert(record)
        call.count(.sheets, record.total)
        call.transaction.afterCommit { [rescoring] in rescoring.wake() }
        return .with { $0.rescoring = message(record) }
    }

    public func cancelRescoring(
        _ request: APICancelRescoringRequest, _ call: ChangingCall
    ) throws -> APICancelRescoringResponse {
        let record = try move(request.campaignID, request.rescoringID, by: .cancel, call)
        return .with { $0.rescoring = message(record) }
    }

    public func adoptRescoring(
        _ request: APIAdoptRescoringRequest, _ call: ChangingCall
    ) throws -> APIAdoptRescoringResponse {
        let record = try move(request.campaignID, request.rescoringID, by: .adopt, call)
        call.transaction.afterCommit { [rescoring] in rescoring.wake() }
        return .with { $0.rescoring = message(record) }
    }

    public func rejectRescoring(
        _ request: APIRejectRescoringRequest, _ call: ChangingCall
    ) throws -> APIRejectRescoringResponse {
        let record = try move(request.campaignID, request.rescoringID, by: .reject, call)
        return .with { $0.rescoring = message(record) }
    }

    public func watchRescoring(
        _ request: APIWatchRescoringRequest, _ call: RunningCall,
        _ send: @Sendable (APIRescoringProgress) async throws -> Void
    ) async throws {
        let (campaign, id) = (request.campaignID, request.rescoringID)
        // Watched before it is read, so that nothing falls between.
        let changes = rescoring.watch(try Identifier(id, field: "rescoringId"))
        let record = try await call.read { try self.record(campaign, id, $0.transaction) }
        try await send(APIRescoringProgress(RescoringProgress(record, trouble: rescoring.trouble(of: record.id))))
        guard record.state.isUnderWay else { return }
        for try await progress in changes { try await send(APIRescoringProgress(progress)) }
        // The watch ends with the caller's patience as well.
        try Task.checkCancellation()
    }
}

extension RescoringServiceImplementation {
    /// What a person does with a re-scoring: each is decided once.
    private func move(
        _ campaign: String, _ id: String, by move: RescoringState.Move, _ call: ChangingCall
    ) throws -> RescoringRecord {
        var record = try record(campaign, id, call.transaction)
        let former = record.state
        record.state = try former.applying(move)
        record.decidedBy = call.context.accountID
        record.decidedAt = call.context.now
        record.cursor = nil
        if record.state.hasEnded { record.finishedAt = call.context.now }
        guard try call.transaction.update(record, from: former) else { throw RPCError.aborted() }
        call.count(.sheets, record.done)
        call.transaction.afterCommit { [rescoring, record] in rescoring.tell(record) }
        return record
    }

    /// One of this campaign: access was decided by it.
    func record(_ campaign: String, _ id: String, _ transaction: ReadTransaction) throws -> RescoringRecord {
        let campaign = try Identifier(campaign, field: "campaignId")
        guard let found = try transaction.rescoring(Identifier(id, field: "rescoringId")), found.campaign == campaign
        else { throw RPCError.notFound() }
        return found
    }

    func message(_ record: RescoringRecord) -> APIRescoring {
        APIRescoring(record, trouble: rescoring.trouble(of: record.id))
    }
}
