internal import Domain
public import Instruments
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// The catalogue of scoring instruments.
public struct InstrumentServiceImplementation: InstrumentService {
    let catalogue: Catalogue
    let scoring: any SheetScoring
    let installer: InstrumentInstaller

    public init(catalogue: Catalogue, scoring: any SheetScoring) {
        self.catalogue = catalogue
        self.scoring = scoring
        installer = InstrumentInstaller(catalogue)
    }

    public func listInstruments(
        _ request: APIListInstrumentsRequest, _ call: ReadingCall
    ) throws -> APIListInstrumentsResponse {
        let messages = try call.transaction.allInstruments().map { try message($0, call.transaction) }
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

    public func installInstrument(
        _ request: APIInstallInstrumentRequest, _ call: RunningCall
    ) async throws -> APIInstallInstrumentResponse {
        let parcel = InstrumentParcel(request)
        let installed: InstalledInstrument
        switch try await installer.install(parcel) {
        case .refused(let findings):
            return .with { $0.findings = findings }
        case .installed(let instrument): installed = instrument
        }
        let message = try await call.write { try self.take(installed, $0) }
        return .with { $0.instrument = message }
    }

    public func activateInstrument(
        _ request: APIActivateInstrumentRequest, _ call: ChangingCall
    ) throws -> APIActivateInstrumentResponse {
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        try Self.check(instrument, may: .active)
        guard let reference = instrument.reference, catalogue.instrument(reference) != nil else {
            throw RPCError.failedPrecondition("its files are not in the catalogue any more; install it again")
        }
        if var former = try call.transaction.activeInstrument(instrument.id) {
            former.state = .retired
            try call.transaction.update(former)
        }
        instrument.state = .active
        instrument.strikes = 0
        try call.transaction.update(instrument)
        try call.transaction.forgetTrouble(of: reference)
        let scoring = scoring
        call.transaction.afterCommit { scoring.reinstate(reference) }
        call.count(.instruments, 1)
        let message = try message(instrument, call.transaction)
        return .with { $0.instrument = message }
    }

    public func retireInstrument(
        _ request: APIRetireInstrumentRequest, _ call: ChangingCall
    ) throws -> APIRetireInstrumentResponse {
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        try Self.check(instrument, may: .retired)
        instrument.state = .retired
        try call.transaction.update(instrument)
        call.count(.instruments, 1)
        let message = try message(instrument, call.transaction)
        return .with { $0.instrument = message }
    }
}

extension InstrumentServiceImplementation {
    private static let otherContent = RPCError.alreadyExists(
        "this version is installed with other content; a version never changes: give the new one another number")

    /// Enters what was put into the catalogue. The same again is what is there.
    func take(_ installed: InstalledInstrument, _ call: ChangingCall) throws -> APIInstrument {
        let reference = installed.reference
        if let record = try call.transaction.instrument(reference.id, version: reference.version) {
            guard record.hash == reference.hash.bytes else { throw Self.otherContent }
            return try message(record, call.transaction)
        }
        let record = InstrumentRecord(installed, by: call.context.accountID, at: call.context.now)
        try call.transaction.insert(record)
        call.count(.instruments, 1)
        return try message(record, call.transaction)
    }

    private static func check(_ instrument: InstrumentRecord, may next: InstrumentState) throws(RPCError) {
        let state = InstrumentState(instrument.state)
        guard state.permits(next) else {
            throw .failedPrecondition(
                "\(instrument.id) \(instrument.version) is \(instrument.state.rawValue) and cannot become "
                    + next.rawValue.lowercased())
        }
    }

    private func instrument(
        _ id: String, _ version: String, _ transaction: ReadTransaction
    ) throws -> InstrumentRecord {
        guard let found = try transaction.instrument(id, version: version) else { throw RPCError.notFound() }
        return found
    }

    private func message(_ record: InstrumentRecord, _ transaction: ReadTransaction) throws -> APIInstrument {
        let reference = record.reference
        let trouble = try reference.flatMap { try transaction.trouble(of: $0) }
        return APIInstrument(record, reference.flatMap { catalogue.instrument($0) }?.manifest, trouble: trouble)
    }
}
