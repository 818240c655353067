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

/// From the installation to the end, with the real check and the real helper.
@Suite("The life of a version of an instrument")
struct InstrumentLifeTests {
    @Test("Every move is kept, with who made it and why")
    func history() async throws {
        let bench = try await CatalogueBench()
        _ = try await bench.install()
        _ = try await bench.activate()
        bench.school.clock.advance(by: .seconds(60))
        _ = try await bench.suspend(reason: "评分与手册不符，先停用")
        _ = try await bench.reinstate()
        _ = try await bench.retire()
        let moves = try await bench.history()
        #expect(moves.map(\.kind) == [.retire, .reinstate, .suspend, .activate, .install])
        #expect(moves.map(\.toState) == [.retired, .installed, .suspended, .active, .installed])
        #expect(moves.last?.fromState == .unspecified)
        #expect(moves.allSatisfy { $0.byID == bench.school.counsellor.description && $0.byName == "李老师" })
        #expect(moves[2].note == "评分与手册不符，先停用")
        let version = try #require(try await bench.versions().first)
        #expect(version.activatedByName == "李老师" && version.installedByName == "李老师")
        #expect(version.activatedAt.seconds + 60 == moves[2].at.seconds)
        #expect(version.instrument.hasVerifiedAt)
    }

    @Test(
        "A version that is fit stays as it is when it is verified; one whose files are others is suspended, and heals")
    func verification() async throws {
        let bench = try await CatalogueBench()
        let reference = try await bench.install().reference
        _ = try await bench.activate()
        #expect(try await bench.verify().findings.isEmpty)
        #expect(try await bench.versions().first?.instrument.state == .active)

        // Somebody writes into the catalogue.
        let plugin = bench.who5.catalogueFolder + "/who5/1.0.0/who5.so"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: plugin))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: plugin))
        let refused = try await bench.verify()
        #expect(refused.findings.map(\.place) == ["signature"])
        #expect(refused.instrument.state == .suspended && refused.instrument.suspension == .files)
        #expect(refused.instrument.trouble.hasPrefix("signature: "))
        #expect(bench.school.scoring.suspended.last == reference)
        // It is not taken back while it is so.
        #expect(try await bench.reinstate().findings.map(\.place) == ["signature"])
        #expect(try await bench.versions().first?.instrument.state == .suspended)
        // Installed again, the sound files take the place of the damaged ones.
        _ = try await bench.install()
        let healed = try #require(try await bench.versions().first?.instrument)
        #expect(healed.state == .installed && healed.trouble.isEmpty)
        #expect(bench.school.scoring.reinstated.last == reference)
        #expect(try await bench.verify().findings.isEmpty)
    }

    @Test("Files that are gone at the start suspend a version; nothing else that the table knows changes")
    func lost() async throws {
        let bench = try await CatalogueBench()
        let reference = try await bench.install().reference
        _ = try await bench.activate()
        try FileManager.default.removeItem(atPath: bench.who5.catalogueFolder + "/who5")
        let keeping = InstrumentKeeping(background: bench.school.background)
        let catalogue = bench.catalogueOfNextStart()
        #expect(try await keeping.start(catalogue, bench.school.scoring).contains(.lost(id: "who5", version: "1.0.0")))
        let version = try #require(try await bench.versions().first)
        #expect(version.instrument.suspension == .files)
        #expect(bench.school.scoring.suspended.contains(reference))
        // The same at the next start is no second move.
        _ = try await keeping.start(catalogue, bench.school.scoring)
        #expect(try await bench.history().filter { $0.kind == .suspend }.count == 1)
        #expect(try await bench.history().first?.byName == "")
    }

    @Test("A version that nobody needs goes, its number stays taken, and it can come back as it was")
    func uninstalling() async throws {
        let bench = try await CatalogueBench()
        let reference = try await bench.install().reference
        let folder = bench.who5.catalogueFolder + "/who5/1.0.0"
        _ = try await bench.activate()
        #expect(await status { _ = try await bench.uninstall() } == .failedPrecondition)
        _ = try await bench.retire()
        #expect(try await bench.uninstall().state == .removed)
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(bench.school.scoring.released.last == reference)
        let service = bench.service
        let listed = try await bench.school.reading { try service.listInstruments(.init(), $0) }
        #expect(!listed.instruments.contains { $0.id == "who5" })
        #expect(try await bench.versions().map(\.instrument.state) == [.removed])
        #expect(await status { _ = try await bench.verify() } == .failedPrecondition)
        // Once more is no error.
        #expect(try await bench.uninstall().state == .removed)
        // Nobody can put other content under its number: the check would take it, the table does not.
        let other = InstrumentRecord(
            id: "who5", version: "1.0.0", hash: [UInt8](repeating: 1, count: 32), state: .removed,
            installedBy: .installation, installedAt: bench.school.clock.now(), manifestHash: [1])
        #expect(other.hash != reference.hash.bytes)
        await #expect(throws: RPCError.self) {
            _ = try await service.installer.install(bench.who5.parcel) { _, _ in other.hash }
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
        _ = try await bench.install()
        #expect(try await bench.versions().map(\.instrument.state) == [.installed])
        #expect(FileManager.default.fileExists(atPath: folder))
        #expect(try await bench.history().map(\.kind).prefix(2) == [.install, .uninstall])
    }

    @Test("A version that a campaign has pinned, or that results are of, stays; the reason says what needs it")
    func needed() async throws {
        let bench = try await CatalogueBench()
        _ = try await bench.install()
        _ = try await bench.activate()
        let school = bench.school
        let student = try await school.enrol("甲", in: school.classes[0])
        let campaigns = CampaignServiceImplementation(
            shelf: InstrumentShelf(bench.catalogue), policy: school.campaigns.policy, ring: school.ring)
        let id = try await school.draft(school.plan { $0.instrumentIds = ["who5"] })
        // A draft pins nothing.
        #expect(try await bench.versions().first?.campaigns.isEmpty == true)
        _ = try await school.changing {
            try campaigns.openCampaign(
                .with {
                    $0.campaignID = id
                    $0.consentCollected = true
                }, $0)
        }
        let version = try #require(try await bench.versions().first)
        #expect(version.campaigns.map(\.campaignID) == [id])
        #expect(version.campaigns.first?.title == "秋季普查" && version.campaigns.first?.state == .open)
        _ = try await bench.retire()
        let refused = try await failure { try await bench.uninstall() }
        #expect(refused?.message.contains("1 campaigns that are not archived") == true)

        // Answered, closed and archived: the result needs it still.
        try await school.startSheet(of: student)
        let sheet = try await school.sheet(of: student)
        let hash = try #require(try await school.store.read { try $0.instrument("who5", version: "1.0.0") }).hash
        let (now, random) = (school.clock.now(), school.random)
        try await school.store.write { (transaction) throws -> Void in
            try transaction.insert(
                ResultRecord(
                    school: sheet.school, id: Identifier(randomFrom: random), sheet: sheet.id, student: student,
                    instrument: InstrumentPin(instrumentID: "who5", version: "1.0.0", hash: hash), score: [1],
                    suggestedLevel: .none, scoredAt: now))
        }
        for move in [CampaignState.Move.close, .archive] {
            _ = try await school.changing { call in
                switch move {
                case .close: _ = try campaigns.closeCampaign(.with { $0.campaignID = id }, call)
                default: _ = try campaigns.archiveCampaign(.with { $0.campaignID = id }, call)
                }
            }
        }
        let still = try await failure { try await bench.uninstall() }
        #expect(still?.message.contains("results of archived campaigns") == true)
        try await school.store.write { (transaction) throws -> Void in
            try transaction.execute("DELETE FROM results WHERE sheet_id = $1", [.identifier(sheet.id)])
        }
        #expect(try await bench.uninstall().state == .removed)
    }

    @Test("An instrument manager's day: what is suspended, what is lost, and which sheets wait")
    func day() async throws {
        let bench = try await CatalogueBench()
        let reference = try await bench.install().reference
        _ = try await bench.activate()
        let school = bench.school
        #expect(try await bench.day().isEmpty)

        // PHQ-9's sheets wait because it fails.
        let student = try await school.enrol("乙", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        school.scoring.mood = .fails(.timedOut)
        _ = try await school.submit([1, 1, 1, 1, 1, 1, 1, 1, 0], for: student)
        #expect(try await bench.day().isEmpty)
        school.clock.advance(by: .seconds(601))
        let waiting = try await bench.day()
        #expect(waiting.map(\.kind) == [.scoreWaitingSheets])
        #expect(waiting.map(\.name) == ["phq9 1.0.0: 1"])
        #expect(waiting.allSatisfy { $0.student == nil && $0.dueAt != nil })

        let keeping = InstrumentKeeping(background: school.background)
        try await keeping.strike(reference, strikes: 2, after: .timedOut)
        #expect(try await bench.versions().first?.instrument.strikes == 2)
        #expect(try await bench.day(of: "who5").isEmpty)
        try await keeping.suspend(reference, strikes: 3, after: .timedOut)
        #expect(try await bench.day(of: "who5").map(\.kind) == [.lookIntoInstrument])
        #expect(try await bench.day(of: "who5").first?.name == "who5 1.0.0")
        try FileManager.default.removeItem(atPath: bench.who5.catalogueFolder + "/who5")
        _ = try await keeping.start(bench.catalogueOfNextStart(), school.scoring)
        #expect(try await bench.day(of: "who5").map(\.kind) == [.restoreInstrumentFiles])
    }
}
