internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store

/// Which instruments a campaign may ask with: installed, active, with the licence that they need, in a form that they
/// have.
struct CampaignInstruments {
    let shelf: InstrumentShelf
    let licences: HeldLicences
    let zone: Duration

    /// What would keep a draft from being opened as things stand, as far as it can be told: a draft may wait for its
    /// instrument's first activation.
    ///
    /// - Throws: `INVALID_ARGUMENT`.
    func checkDraft(_ pins: [InstrumentPin], _ call: ChangingCall) throws {
        let known = Set(try call.transaction.allInstruments().filter { $0.state != .removed }.map(\.id))
        for (index, draft) in pins.enumerated() {
            guard known.contains(draft.instrumentID) else {
                throw RPCError.invalidArgument(field: "instrumentIds[\(index)]", description: "is not installed")
            }
            guard let active = try active(draft, call.transaction) else { continue }
            if let trouble = trouble(with: active.manifest, form: draft.form, at: call.context.now) {
                let field = trouble == .noSuchForm ? "forms.\(draft.instrumentID)" : "instrumentIds[\(index)]"
                throw RPCError.invalidArgument(field: field, description: trouble.description)
            }
        }
    }

    /// Exactly what a campaign asks with from now on.
    ///
    /// - Throws: `FAILED_PRECONDITION`, with what is missing.
    func pinned(_ draft: InstrumentPin, _ call: ChangingCall) throws -> (InstrumentPin, ReadyInstrument) {
        guard let record = try call.transaction.activeInstrument(draft.instrumentID) else {
            throw RPCError.failedPrecondition("\(draft.instrumentID) has no active version; activate one")
        }
        guard let instrument = try active(draft, call.transaction) else {
            throw RPCError.failedPrecondition(
                "\(record.id) \(record.version) is not in the catalogue any more; install it again")
        }
        if let trouble = trouble(with: instrument.manifest, form: draft.form, at: call.context.now) {
            throw RPCError.failedPrecondition("\(draft.instrumentID): \(trouble.description)")
        }
        let pin = InstrumentPin(
            instrumentID: record.id, version: record.version, hash: record.hash,
            form: draft.form ?? instrument.manifest.forms?.first?.id)
        return (pin, instrument)
    }

    private enum Trouble: CustomStringConvertible {
        case noLicence
        case noSuchForm

        var description: String {
            switch self {
            case .noLicence: "its holder wants a licence; get one, and enter it in the rules (licences.json)"
            case .noSuchForm: "is not one of the forms in the instrument's manifest"
            }
        }
    }

    private func active(_ draft: InstrumentPin, _ transaction: ReadTransaction) throws -> ReadyInstrument? {
        guard let record = try transaction.activeInstrument(draft.instrumentID) else { return nil }
        return shelf.instrument(InstrumentPin(instrumentID: record.id, version: record.version, hash: record.hash))
    }

    private func trouble(with manifest: Manifest, form: String?, at moment: Timestamp) -> Trouble? {
        let today = CalendarDate(of: moment, offset: zone)
        if manifest.licence.mustBeHeld, !licences.cover(manifest.id, on: today) { return .noLicence }
        if let form, manifest.forms?.contains(where: { $0.id == form }) != true { return .noSuchForm }
        return nil
    }
}
