import Domain
import Foundation
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Instruments of the installation")
struct InstrumentServiceTests {
    @Test func installsActivatesAndRetires() async throws {
        let bench = try await CatalogueBench()
        let installed = try await bench.install()
        let service = bench.service
        let listed = try await bench.school.reading { try service.listInstruments(.init(), $0) }
        let who5 = try #require(listed.instruments.first { $0.id == "who5" })
        #expect(who5.state == .installed)
        #expect(who5.hash == installed.reference.hash.description)
        #expect(who5.itemCount == 5)
        // Installed is not yet active.
        #expect(
            await status {
                _ = try await bench.school.reading { try service.getInstrument(.with { $0.instrumentID = "who5" }, $0) }
            } == .notFound)

        #expect(await status { _ = try await bench.activate("9.9.9") } == .notFound)
        #expect(try await bench.activate().state == .active)
        let got = try await bench.school.reading { try service.getInstrument(.with { $0.instrumentID = "who5" }, $0) }
        #expect(Array(got.manifestJson.utf8) == bench.who5.parcel.manifest)
        #expect(await status { _ = try await bench.activate() } == .failedPrecondition)
        #expect(try await bench.retire().state == .retired)
        #expect(await status { _ = try await bench.retire() } == .failedPrecondition)
        // The same again is no error, and changes no state.
        _ = try await bench.install()
        #expect(try await bench.school.store.read { try $0.instrument("who5", version: "1.0.0") }?.state == .retired)
    }

    @Test func refusesAnAlteredPlugin() async throws {
        let bench = try await CatalogueBench()
        let parcel = bench.who5.parcel
        var plugin = parcel.plugin
        plugin[plugin.count / 2] ^= 1
        let altered = InstrumentParcel(
            plugin: plugin, manifest: parcel.manifest, signature: parcel.signature, vectors: parcel.vectors)
        guard case .refused(let findings) = try await bench.service.installer.install(altered, knownBy: { _, _ in nil })
        else {
            Issue.record("was taken")
            return
        }
        #expect(findings.map(\.place) == ["signature"])
        #expect(findings.allSatisfy { $0.isError })
        #expect(!FileManager.default.fileExists(atPath: bench.who5.catalogueFolder + "/who5/1.0.0"))
    }

    @Test func saysWhereAManifestIsWrong() async throws {
        let bench = try await CatalogueBench()
        let parcel = InstrumentParcel(plugin: [], manifest: Array("{}".utf8), signature: [], vectors: [])
        guard case .refused(let findings) = try await bench.service.installer.install(parcel, knownBy: { _, _ in nil })
        else {
            Issue.record("was taken")
            return
        }
        #expect(findings.map(\.place) == ["$.schema"])
    }

    @Test func suspendsAndTakesBack() async throws {
        let bench = try await CatalogueBench()
        let reference = try await bench.install().reference
        _ = try await bench.activate()
        let keeping = InstrumentKeeping(background: bench.school.background)
        try await keeping.suspend(reference, strikes: 3, after: .crashed("signal 11"))
        let service = bench.service
        let listed = try await bench.school.reading { try service.listInstruments(.init(), $0) }
        let who5 = try #require(listed.instruments.first { $0.id == "who5" })
        #expect(who5.state == .suspended)
        #expect(who5.strikes == 3)
        #expect(who5.trouble == "The instrument crashed (signal 11).")
        #expect(who5.suspension == .strikes)

        // Not by a click: what has failed is checked before it may score again.
        #expect(await status { _ = try await bench.activate() } == .failedPrecondition)
        #expect(try await bench.reinstate().findings.isEmpty)
        #expect(bench.school.scoring.reinstated.last == reference)
        let after = try await bench.school.reading { try service.listInstruments(.init(), $0) }
        let back = try #require(after.instruments.first { $0.id == "who5" })
        #expect(back.state == .installed && back.trouble.isEmpty && back.strikes == 0)
        #expect(back.suspension == .unspecified)
        #expect(try await bench.activate().state == .active)
    }

    @Test func comparesFolderAndTableAtTheStart() async throws {
        let bench = try await CatalogueBench()
        let outcome = try await bench.service.installer.install(bench.who5.parcel, knownBy: { _, _ in nil })
        guard case .installed(let installed) = outcome else {
            Issue.record("was refused")
            return
        }
        let keeping = InstrumentKeeping(background: bench.school.background)
        // PHQ-9 is in the table and not in the folder, WHO-5 the other way round.
        let findings = try await keeping.start(bench.catalogue, bench.school.scoring)
        #expect(Set(findings.map(\.description)).count == 2)
        #expect(findings.contains(.added(installed.reference)))
        #expect(findings.contains(.lost(id: "phq9", version: "1.0.0")))
        let (who5, phq9) = try await bench.school.store.read {
            (try $0.instrument("who5", version: "1.0.0"), try $0.instrument("phq9", version: "1.0.0"))
        }
        #expect(who5?.state == .installed)
        #expect(phq9?.state == .suspended)
    }

    @Test func scoresARealCampaignInTheSandbox() async throws {
        let bench = try await CatalogueBench()
        _ = try await bench.install()
        _ = try await bench.activate()
        let school = bench.school
        let pool = ScorerPool(catalogue: bench.catalogue)
        let (shelf, desk) = (InstrumentShelf(bench.catalogue), ScoringDesk(pool, patience: .seconds(10)))
        let student = try await school.enrol("甲", in: school.classes[0])
        let campaigns = CampaignServiceImplementation(
            shelf: shelf, policy: school.campaigns.policy, ring: school.ring)
        let id = try await school.draft(school.plan { $0.instrumentIds = ["who5"] })
        let opened = try await school.changing {
            try campaigns.openCampaign(
                .with {
                    $0.campaignID = id; $0.consentCollected = true
                }, $0)
        }
        #expect(opened.sheetsMade == 1)
        try await school.startSheet(of: student)
        let (sheet, consequences) = (try await school.sheet(of: student), school.sheets.consequences)
        let admission = try await school.reading { call in
            try SheetSubmission.admit(
                SheetAnswers(values: [5, 4, 3, 2, 1], elapsed: []), to: sheet.id, shelf: shelf, zone: .zero, call)
        }
        guard case .new(let submission) = admission else {
            Issue.record("was answered before")
            return
        }
        let score = try await desk.score(submission.sheet, with: submission.instrument.reference).get()
        _ = try await school.changing { try submission.store(score, consequences, $0) }
        let results = ResultServiceImplementation(
            shelf: shelf, validity: try ScreeningSchool.validityRules())
        let result = try await school.reading {
            try results.getResult(.with { $0.sheetID = sheet.id.description }, $0).result
        }
        // The sum of five items, 0 to 25.
        #expect(result.scales.first?.rawMilli == 15_000)
        #expect(result.instrumentID == "who5")
    }
}
