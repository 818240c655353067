internal import Domain
internal import Instruments
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension InstrumentServiceImplementation {
    public func listInstruments(
        _ request: APIListInstrumentsRequest, _ call: ReadingCall
    ) throws -> APIListInstrumentsResponse {
        let messages = try call.transaction.allInstruments().filter { $0.state != .removed }.map {
            try message($0, call.transaction)
        }
        return .with { $0.instruments = messages }
    }

    public func getInstrument(
        _ request: APIGetInstrumentRequest, _ call: ReadingCall
    ) throws -> APIGetInstrumentResponse {
        let found =
            request.version.isEmpty
            ? try call.transaction.activeInstrument(request.instrumentID)
            : try call.transaction.instrument(request.instrumentID, version: request.version)
        guard let found else { throw RPCError.notFound() }
        let message = try message(found, call.transaction)
        let manifest = found.reference.flatMap { catalogue.instrument($0) }?.manifestBytes
        return .with {
            $0.instrument = message
            $0.manifestJson = String(decoding: manifest ?? [], as: UTF8.self)
        }
    }

    public func listInstrumentVersions(
        _ request: APIListInstrumentVersionsRequest, _ call: ReadingCall
    ) throws -> APIListInstrumentVersionsResponse {
        let wanted = request.instrumentID
        let records = try call.transaction.allInstruments().filter { wanted.isEmpty || $0.id == wanted }
        var moves: [String: [InstrumentMoveRecord]] = [:]
        for id in Set(records.map(\.id)) { moves[id] = try call.transaction.moves(ofInstrument: id) }
        let versions = try records.map { try version($0, moves[$0.id] ?? [], call.transaction) }
        return .with { $0.versions = versions }
    }

    public func getInstrumentHistory(
        _ request: APIGetInstrumentHistoryRequest, _ call: ReadingCall
    ) throws -> APIGetInstrumentHistoryResponse {
        let moves = try call.transaction.moves(ofInstrument: request.instrumentID)
            .filter { request.version.isEmpty || $0.version == request.version }
        guard !moves.isEmpty else { throw RPCError.notFound() }
        let messages = try moves.map { move in
            let name = try call.transaction.staffName(move.account)
            return APIInstrumentMove(move, by: name)
        }
        return .with { $0.moves = messages }
    }

    private func version(
        _ record: InstrumentRecord, _ moves: [InstrumentMoveRecord], _ transaction: ReadTransaction
    ) throws -> APIInstrumentVersion {
        let activation = moves.first { $0.version == record.version && $0.move == .activate }
        let message = try message(record, transaction)
        let installer = try transaction.staffName(record.installedBy)
        let activator = try activation.map { try transaction.staffName($0.account) }
        let campaigns = try transaction.campaigns(pinning: record).map { campaign in
            let title = try transaction.campaign(campaign.campaign)?.title ?? ""
            return APIPinnedCampaign.with {
                $0.campaignID = campaign.campaign.description
                $0.schoolID = campaign.school.description
                $0.title = title
                $0.state = APICampaignState(campaign.state)
            }
        }
        let rescorings = try transaction.rescorings(with: record).open
        let waiting = try transaction.sheetsWaiting(for: record).count
        return .with {
            $0.instrument = message
            $0.installedByID = record.installedBy.description
            $0.installedByName = installer
            if let activation {
                $0.activatedAt = Google_Protobuf_Timestamp(activation.at)
                $0.activatedByID = activation.account.description
                $0.activatedByName = activator ?? ""
            }
            $0.campaigns = campaigns
            $0.rescorings = UInt32(clamping: rescorings)
            $0.sheetsWaiting = UInt64(clamping: waiting)
        }
    }
}

extension ReadTransaction {
    /// What a person of the staff is called; empty for the installation itself, and for an account that is gone.
    fileprivate func staffName(_ account: Identifier) throws -> String {
        account == .installation ? "" : try self.account(account)?.profile.name ?? ""
    }
}
