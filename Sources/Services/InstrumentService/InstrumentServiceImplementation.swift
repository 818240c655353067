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
    let inspection: InstrumentInspection

    public init(catalogue: Catalogue, scoring: any SheetScoring) {
        self.catalogue = catalogue
        self.scoring = scoring
        installer = InstrumentInstaller(catalogue)
        inspection = InstrumentInspection(catalogue)
    }

    public func installInstrument(
        _ request: APIInstallInstrumentRequest, _ call: RunningCall
    ) async throws -> APIInstallInstrumentResponse {
        let parcel = InstrumentParcel(request)
        let installed: InstalledInstrument
        let outcome = try await installer.install(parcel) { id, version in
            try await call.read { try $0.transaction.instrument(id, version: version)?.hash }
        }
        switch outcome {
        case .refused(let findings):
            return .with { $0.findings = findings }
        case .installed(let instrument): installed = instrument
        }
        let message = try await call.write { try self.take(installed, $0) }
        return .with { $0.instrument = message }
    }

    public func verifyInstrument(
        _ request: APIVerifyInstrumentRequest, _ call: RunningCall
    ) async throws -> APIVerifyInstrumentResponse {
        let (id, version) = (request.instrumentID, request.version)
        let instrument = try await call.read { try self.present(id, version, $0.transaction) }
        let findings = try await inspection.findings(about: instrument)
        let message = try await call.write { try self.note(findings, of: instrument, $0) }
        return .with {
            $0.instrument = message
            $0.findings = findings.map { APIInstrumentFinding($0) }
        }
    }

    public func activateInstrument(
        _ request: APIActivateInstrumentRequest, _ call: ChangingCall
    ) throws -> APIActivateInstrumentResponse {
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        _ = try instrument.state.applying(.activate)
        guard let reference = instrument.reference, catalogue.instrument(reference) != nil else {
            throw RPCError.failedPrecondition("its files are not in the catalogue any more; install it again")
        }
        if var former = try call.transaction.activeInstrument(instrument.id) {
            try move(&former, by: .retire, note: "\(instrument.version) was activated", call)
        }
        try move(&instrument, by: .activate, call)
        let message = try message(instrument, call.transaction)
        return .with { $0.instrument = message }
    }

    public func retireInstrument(
        _ request: APIRetireInstrumentRequest, _ call: ChangingCall
    ) throws -> APIRetireInstrumentResponse {
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        try move(&instrument, by: .retire, call)
        let message = try message(instrument, call.transaction)
        return .with { $0.instrument = message }
    }

    public func suspendInstrument(
        _ request: APISuspendInstrumentRequest, _ call: ChangingCall
    ) throws -> APISuspendInstrumentResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        _ = try instrument.state.applying(.suspend)
        try suspend(&instrument, for: .person, trouble: reason, call)
        let message = try message(instrument, call.transaction)
        return .with { $0.instrument = message }
    }

    public func reinstateInstrument(
        _ request: APIReinstateInstrumentRequest, _ call: RunningCall
    ) async throws -> APIReinstateInstrumentResponse {
        let (id, version) = (request.instrumentID, request.version)
        let instrument = try await call.read { call in
            let found = try self.present(id, version, call.transaction)
            _ = try found.state.applying(.reinstate)
            return found
        }
        let findings = try await inspection.findings(about: instrument)
        let message = try await call.write { call in
            guard findings.isEmpty else { return try self.note(findings, of: instrument, call) }
            return try self.reinstate(instrument, call)
        }
        return .with {
            $0.instrument = message
            $0.findings = findings.map { APIInstrumentFinding($0) }
        }
    }

    public func uninstallInstrument(
        _ request: APIUninstallInstrumentRequest, _ call: ChangingCall
    ) throws -> APIUninstallInstrumentResponse {
        var instrument = try instrument(request.instrumentID, request.version, call.transaction)
        // Once more is no error: files that a kill has left are taken away.
        if instrument.state != .removed {
            _ = try instrument.state.applying(.uninstall)
            if let need = try call.transaction.need(of: instrument) {
                throw RPCError.failedPrecondition(
                    "\(instrument.title) cannot be uninstalled: \(need); retire it, and no new campaign takes it")
            }
            try move(&instrument, by: .uninstall, call)
        }
        if let reference = instrument.reference {
            call.transaction.afterCommit { [scoring, catalogue] in
                scoring.suspend(reference)
                scoring.release(reference)
                // What cannot be deleted now is told at the next start.
                try? catalogue.remove(reference)
            }
        }
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
        guard var record = try call.transaction.instrument(reference.id, version: reference.version) else {
            let record = InstrumentRecord(installed, by: call.context.accountID, at: call.context.now)
            try call.transaction.enter(record)
            call.count(.instruments, 1)
            return try message(record, call.transaction)
        }
        guard record.hash == reference.hash.bytes else { throw Self.otherContent }
        // What was missing is there again, and has just passed the whole check.
        if record.state == .removed || record.suspension == .files {
            let comesBack: InstrumentState.Move = record.state == .removed ? .install : .reinstate
            call.transaction.clear(&record, at: call.context.now)
            try move(&record, by: comesBack, call)
            call.transaction.afterCommit { [scoring] in scoring.reinstate(reference) }
        }
        return try message(record, call.transaction)
    }

    /// Stores what a fresh check has found: nothing, or a reason to suspend.
    func note(
        _ findings: [CheckFinding], of instrument: InstrumentRecord, _ call: ChangingCall
    ) throws -> APIInstrument {
        // It may have been moved while it was checked.
        var instrument = try present(instrument.id, instrument.version, call.transaction)
        call.count(.instruments, 1)
        if findings.isEmpty {
            instrument.verifiedAt = call.context.now
            try call.transaction.update(instrument)
        } else {
            try suspend(&instrument, for: findings.cause, trouble: findings.trouble, call)
        }
        return try message(instrument, call.transaction)
    }

    func reinstate(_ instrument: InstrumentRecord, _ call: ChangingCall) throws -> APIInstrument {
        var instrument = try present(instrument.id, instrument.version, call.transaction)
        call.transaction.clear(&instrument, at: call.context.now)
        try move(&instrument, by: .reinstate, call)
        if let reference = instrument.reference {
            call.transaction.afterCommit { [scoring] in scoring.reinstate(reference) }
        }
        return try message(instrument, call.transaction)
    }

    private func suspend(
        _ instrument: inout InstrumentRecord, for cause: InstrumentRecord.Suspension, trouble: String,
        _ call: ChangingCall
    ) throws {
        try call.transaction.suspend(
            &instrument, for: cause, trouble: trouble, account: call.context.accountID, at: call.context.now)
        guard let reference = instrument.reference else { return }
        call.transaction.afterCommit { [scoring] in scoring.suspend(reference) }
    }

    private func move(
        _ instrument: inout InstrumentRecord, by move: InstrumentState.Move, note: String? = nil, _ call: ChangingCall
    ) throws {
        try call.transaction.move(
            &instrument, by: move, account: call.context.accountID, at: call.context.now, note: note)
        call.count(.instruments, 1)
    }

    func instrument(_ id: String, _ version: String, _ transaction: ReadTransaction) throws -> InstrumentRecord {
        guard let found = try transaction.instrument(id, version: version) else { throw RPCError.notFound() }
        return found
    }

    /// One whose files should be there.
    private func present(
        _ id: String, _ version: String, _ transaction: ReadTransaction
    ) throws -> InstrumentRecord {
        let found = try instrument(id, version, transaction)
        guard found.state != .removed else {
            throw RPCError.failedPrecondition("\(found.title) was uninstalled; install it again")
        }
        return found
    }

    func message(_ record: InstrumentRecord, _ transaction: ReadTransaction) throws -> APIInstrument {
        // Of a version that is not here nothing is looked for: it would be looked for again with each list.
        let reference = record.state == .removed ? nil : record.reference
        return APIInstrument(record, reference.flatMap { catalogue.instrument($0) }?.manifest)
    }
}
