internal import Domain
internal import Instruments
internal import JSONRPC
internal import Store

/// The moves of a version, each stored with its line in the history.
extension WriteTransaction {
    /// Makes `move`, whatever the reason for it.
    ///
    /// - Parameters:
    ///   - account: `.installation` for what the daemon does by itself.
    ///   - note: for the history.
    /// - Throws: `IllegalMove`.
    func move(
        _ instrument: inout InstrumentRecord, by move: InstrumentState.Move, account: Identifier, at moment: Timestamp,
        note: String? = nil
    ) throws {
        let former = instrument.state
        instrument.state = try former.applying(move)
        if instrument.state != .suspended { instrument.suspension = nil }
        try update(instrument)
        try append(
            InstrumentMoveRecord(
                instrumentID: instrument.id, version: instrument.version, move: move, from: former,
                to: instrument.state, at: moment, account: account, note: note))
    }

    /// Suspends a version that scores; one that is suspended already gets the newer trouble.
    func suspend(
        _ instrument: inout InstrumentRecord, for cause: InstrumentRecord.Suspension, trouble: String,
        account: Identifier, at moment: Timestamp
    ) throws {
        instrument.suspension = cause
        instrument.trouble = trouble
        guard instrument.state.scores else {
            try update(instrument)
            return
        }
        try move(&instrument, by: .suspend, account: account, at: moment, note: trouble)
    }

    /// The version has passed the check: what was wrong with it is forgotten.
    func clear(_ instrument: inout InstrumentRecord, at moment: Timestamp) {
        instrument.strikes = 0
        instrument.trouble = nil
        instrument.verifiedAt = moment
    }

    /// Enters what was put into the catalogue, for the first time.
    func enter(_ instrument: InstrumentRecord) throws {
        try insert(instrument)
        try append(
            InstrumentMoveRecord(
                instrumentID: instrument.id, version: instrument.version, move: .install, from: nil,
                to: instrument.state, at: instrument.installedAt, account: instrument.installedBy))
    }
}

extension ReadTransaction {
    /// What keeps a version from being uninstalled, in a sentence; nothing if nobody needs it.
    ///
    /// Results come from campaigns that have pinned the version and from re-scorings that were adopted; a result without
    /// its version could neither be explained nor be computed again.
    func need(of instrument: InstrumentRecord) throws -> String? {
        let campaigns = try campaigns(pinning: instrument)
        let running = campaigns.count { $0.state != .archived }
        if running > 0 {
            return "\(running) campaigns that are not archived have pinned it"
        }
        if try campaigns.contains(where: { try hasResults(of: instrument, inCampaign: $0) }) {
            return "results of archived campaigns were computed with it"
        }
        let rescorings = try rescorings(with: instrument)
        if rescorings.open > 0 { return "\(rescorings.open) re-scorings with it are not decided" }
        return rescorings.isAdopted ? "a re-scoring with it was adopted, and results are of it" : nil
    }
}
