internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store

/// Whether a campaign can be scored again as somebody asks, and what is stored when it can.
struct RescoringStart {
    let shelf: InstrumentShelf

    /// - Throws: `INVALID_ARGUMENT` or `FAILED_PRECONDITION`, with what stands in the way.
    func record(
        of campaign: CampaignRecord, instrument id: String, version: String, _ call: ChangingCall
    ) throws -> RescoringRecord {
        guard campaign.state == .closed || campaign.state == .archived else {
            throw RPCError.failedPrecondition(
                "an open campaign keeps its version; close it, and score it again when nobody answers any more")
        }
        let pins = try call.transaction.pins(ofCampaign: campaign.id, school: campaign.school)
        guard let from = pins.first(where: { $0.instrumentID == id }) else {
            throw RPCError.invalidArgument(field: "instrumentId", description: "the campaign did not ask with it")
        }
        let target = try target(id, version, newerThan: from.version, call.transaction)
        let to = InstrumentPin(instrumentID: id, version: version, hash: target.hash)
        guard let instrument = shelf.instrument(to) else {
            throw RPCError.failedPrecondition("the files of \(target.title) are not in the catalogue; install it again")
        }
        if let former = shelf.instrument(from), !instrument.manifest.asksTheSame(as: former.manifest) {
            throw RPCError.failedPrecondition(
                "\(target.title) asks other items or takes other answers than \(from.version): what was answered then "
                    + "cannot be scored with it")
        }
        let others = try call.transaction.rescorings(ofCampaign: campaign.id, school: campaign.school)
        if let open = others.first(where: { $0.to.instrumentID == id && !$0.state.hasEnded }) {
            throw RPCError.failedPrecondition(
                "a re-scoring with \(open.to.version) is \(open.state.rawValue); cancel it, or adopt or reject it first"
            )
        }
        return RescoringRecord(
            school: campaign.school, id: call.newIdentifier(), campaign: campaign.id, from: from, to: to,
            total: try call.transaction.countOfSheetsToRescore(
                ofCampaign: campaign.id, school: campaign.school, instrument: id),
            startedBy: call.context.accountID, startedAt: call.context.now)
    }

    private func target(
        _ id: String, _ version: String, newerThan former: String, _ transaction: ReadTransaction
    ) throws -> InstrumentRecord {
        guard let target = try transaction.instrument(id, version: version), target.state != .removed else {
            throw RPCError.invalidArgument(field: "version", description: "is not installed")
        }
        guard target.state == .installed || target.state == .active else {
            throw RPCError.failedPrecondition("\(target.title) is \(target.state.rawValue); choose one that is not")
        }
        guard let new = InstrumentVersionNumber(version), let old = InstrumentVersionNumber(former), new > old else {
            throw RPCError.invalidArgument(
                field: "version", description: "must be newer than \(former), which the campaign was answered with")
        }
        return target
    }
}

extension Manifest {
    /// Whether answers to the other one are answers to this one: the same items in the same order, each with the same
    /// answers, asked under the same conditions, in the same printed forms.
    func asksTheSame(as other: Manifest) -> Bool {
        items.count == other.items.count && blocks == other.blocks
            && (forms ?? []).map(\.id) == (other.forms ?? []).map(\.id)
            && items.indices.allSatisfy { permittedAnswers(to: $0 + 1) == other.permittedAnswers(to: $0 + 1) }
    }
}
