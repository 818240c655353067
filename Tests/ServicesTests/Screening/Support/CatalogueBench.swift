import Access
import Domain
import Foundation
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Router
@testable import Services

/// A school beside a catalogue with the real helper and a signed WHO-5.
struct CatalogueBench {
    let who5: SignedWHO5
    let school: ScreeningSchool
    let catalogue: Catalogue
    let service: InstrumentServiceImplementation

    init() async throws {
        who5 = try SignedWHO5()
        school = try await ScreeningSchool()
        catalogue = Catalogue(folder: who5.catalogueFolder, trustedKeys: who5.keysFolder, helper: SignedWHO5.helper)
        service = InstrumentServiceImplementation(catalogue: catalogue, scoring: school.scoring)
    }

    /// One that remembers nothing.
    func catalogueOfNextStart() -> Catalogue {
        Catalogue(folder: who5.catalogueFolder, trustedKeys: who5.keysFolder, helper: SignedWHO5.helper)
    }

    @discardableResult
    func install() async throws -> InstalledInstrument {
        let (service, store) = (service, school.store)
        let outcome = try await service.installer.install(who5.parcel) { id, version in
            try await store.read { try $0.instrument(id, version: version)?.hash }
        }
        guard case .installed(let installed) = outcome else { throw RPCError.failedPrecondition("was refused") }
        _ = try await school.changing { try service.take(installed, $0) }
        return installed
    }

    func activate(_ version: String = "1.0.0") async throws -> APIInstrument {
        let service = service
        return try await school.changing {
            try service.activateInstrument(
                .with {
                    $0.instrumentID = "who5"
                    $0.version = version
                }, $0
            ).instrument
        }
    }

    func retire() async throws -> APIInstrument {
        let service = service
        return try await school.changing {
            try service.retireInstrument(
                .with {
                    $0.instrumentID = "who5"
                    $0.version = "1.0.0"
                }, $0
            ).instrument
        }
    }

    func suspend(reason: String) async throws -> APIInstrument {
        let service = service
        return try await school.changing {
            try service.suspendInstrument(
                .with {
                    $0.instrumentID = "who5"
                    $0.version = "1.0.0"
                    $0.reason = reason
                }, $0
            ).instrument
        }
    }

    func uninstall() async throws -> APIInstrument {
        let service = service
        return try await school.changing {
            try service.uninstallInstrument(
                .with {
                    $0.instrumentID = "who5"
                    $0.version = "1.0.0"
                }, $0
            ).instrument
        }
    }

    /// What `VerifyInstrument` does, without the router's call around it.
    func verify() async throws -> (instrument: APIInstrument, findings: [APIInstrumentFinding]) {
        let (service, record) = (service, try await record())
        guard record.state != .removed else { throw RPCError.failedPrecondition("removed") }
        let findings = try await service.inspection.findings(about: record)
        let message = try await school.changing { try service.note(findings, of: record, $0) }
        return (message, findings.map { APIInstrumentFinding($0) })
    }

    /// What `ReinstateInstrument` does.
    func reinstate() async throws -> (instrument: APIInstrument, findings: [APIInstrumentFinding]) {
        let (service, record) = (service, try await record())
        _ = try record.state.applying(.reinstate)
        let findings = try await service.inspection.findings(about: record)
        let message = try await school.changing { call in
            findings.isEmpty ? try service.reinstate(record, call) : try service.note(findings, of: record, call)
        }
        return (message, findings.map { APIInstrumentFinding($0) })
    }

    private func record() async throws -> InstrumentRecord {
        try #require(try await school.store.read { try $0.instrument("who5", version: "1.0.0") })
    }

    func versions() async throws -> [APIInstrumentVersion] {
        let service = service
        return try await school.reading {
            try service.listInstrumentVersions(.with { $0.instrumentID = "who5" }, $0).versions
        }
    }

    func history() async throws -> [APIInstrumentMove] {
        let service = service
        return try await school.reading {
            try service.getInstrumentHistory(.with { $0.instrumentID = "who5" }, $0).moves
        }
    }

    /// What waits for an instrument manager.
    func day(of instrument: String = "") async throws -> [DueItem] {
        let manager = Identifier(randomFrom: school.random)
        let (units, now) = (school.units, school.clock.now())
        return try await school.store.read { transaction in
            let watch = DayWatch(
                account: manager, ownStudent: nil,
                grant: Grant(id: manager, accountID: manager, role: .instrumentManager, scope: .installation),
                permissions: [.instrumentManage], units: units, now: now, zone: .zero)
            return try InstrumentDay().items(for: watch, in: transaction)
                .filter { $0.name?.hasPrefix(instrument) ?? false }
        }
    }
}
