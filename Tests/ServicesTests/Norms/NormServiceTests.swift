import Domain
import Foundation
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

/// Norms that a test has made up for PHQ-9.
enum TownNorms {
    static func bytes(version: String = "1.0.0", mean: Int = 6_000, instrument: String = "phq9") -> [UInt8] {
        Array(
            """
            {"schema":1,"id":"phq9-town","version":"\(version)","instrument":"\(instrument)",
            "instrumentVersions":["1.0.0"],"names":{"zh":"某市常模","en":"Town"},"population":{"zh":"某市初中生"},
            "year":2025,"source":"made up for a test","tables":[{"scale":"total","score":"RAW","tScore":"LINEAR",
            "cells":[{"sex":"FEMALE","stage":"JUNIOR","gradeFrom":1,"gradeTo":2,"n":800,"mean":\(mean),
            "standardDeviation":4000,"percentiles":[{"percent":50000,"score":5000},{"percent":90000,"score":12000}]}]}]}
            """.utf8)
    }

    static func signature(_ bytes: [UInt8]) -> String {
        MeasuredCounty.key.sign(bytes, trustedComment: "xinyu-norms").text
    }
}

@Suite("Norms of the installation")
struct NormServiceTests {
    private func install(
        _ bytes: [UInt8], signature: String? = nil, by measurer: Measurer
    ) async throws -> APIInstallNormsResponse {
        try await measurer.norms.installNorms(
            .with {
                $0.file = Data(bytes)
                $0.signature = signature ?? TownNorms.signature(bytes)
            }, measurer.meta)
    }

    private func activate(_ version: String = "1.0.0", by measurer: Measurer) async throws -> APINorms {
        try await measurer.norms.activateNorms(
            .with {
                $0.normID = "phq9-town"
                $0.version = version
            }, measurer.meta
        ).norms
    }

    private func retire(_ version: String = "1.0.0", by measurer: Measurer) async throws -> APINorms {
        try await measurer.norms.retireNorms(
            .with {
                $0.normID = "phq9-town"
                $0.version = version
            }, measurer.meta
        ).norms
    }

    @Test func livesFromInstallationToRetirement() async throws {
        try await MeasuredCounty.open { county in
            let (manager, first, second) = (
                county.manager, TownNorms.bytes(), TownNorms.bytes(version: "1.1.0", mean: 6_500)
            )
            let installed = try await install(first, by: manager)
            #expect(installed.norms.state == .installed && installed.norms.cells == 1)
            #expect(installed.norms.hash == ContentHash(bytes: SHA256Digest(of: first).bytes)?.description)
            #expect(installed.findings.map(\.text) == ["no cell for MALE"])
            #expect(installed.findings.allSatisfy { !$0.isError })
            // The same again is no error; other content under the same number is.
            #expect(try await install(first, by: manager).norms.state == .installed)
            #expect(try await status { try await install(TownNorms.bytes(mean: 1), by: manager) } == .alreadyExists)

            #expect(try await activate(by: manager).state == .active)
            #expect(try await status { try await activate(by: manager) } == .failedPrecondition)
            _ = try await install(second, by: manager)
            #expect(try await activate("1.1.0", by: manager).state == .active)
            let listed = try await county.counsellor.norms.listNorms(.init(), county.counsellor.meta).norms
            #expect(listed.map(\.state) == [.retired, .active] && listed.map(\.version) == ["1.0.0", "1.1.0"])
            #expect(listed.allSatisfy { $0.trouble.isEmpty && $0.nameZh == "某市常模" && $0.year == 2025 })
            let got = try await manager.norms.getNorms(.with { $0.normID = "phq9-town" }, manager.meta)
            #expect(got.norms.version == "1.1.0" && Array(got.file) == second)
            #expect(try await retire("1.1.0", by: manager).state == .retired)
            #expect(try await status { try await retire("1.1.0", by: manager) } == .failedPrecondition)
            #expect(try await status { try await activate("9.9.9", by: manager) } == .notFound)
            #expect(
                try await status {
                    try await manager.norms.getNorms(.with { $0.normID = "phq9-town" }, manager.meta)
                }
                    == .notFound)
        }
    }

    @Test func refusesWhatIsNotSignedOrMakesNoSense() async throws {
        try await MeasuredCounty.open { (county) async throws -> Void in
            let (manager, good) = (county.manager, TownNorms.bytes())
            func refusal(_ bytes: [UInt8], _ signature: String? = nil) async throws -> [String] {
                let answer = try await install(bytes, signature: signature, by: manager)
                #expect(!answer.hasNorms)
                return answer.findings.filter(\.isError).map { "\($0.place): \($0.text)" }
            }
            #expect(try await refusal(good, TownNorms.signature(good + [10])).first?.hasPrefix("signature: ") == true)
            #expect(try await refusal(good, "").first?.hasPrefix("signature: ") == true)
            #expect(
                try await refusal(TownNorms.bytes(instrument: "gad7")).first?.contains("gad7 is not installed") == true)
            #expect(try await refusal(TownNorms.bytes(mean: 28_000)).first?.contains("cells[0].mean") == true)
            #expect(try await refusal(Array("{}".utf8)).first?.hasPrefix("$.") == true)
            #expect(try await county.store.read { try $0.allNorms() }.isEmpty)
        }
    }

    @Test func onlyTheInstrumentManagerChangesThem() async throws {
        try await MeasuredCounty.open { county in
            _ = try await install(TownNorms.bytes(), by: county.manager)
            for measurer in [county.counsellor, county.supervisor, county.teacher] {
                #expect(
                    try await status { try await install(TownNorms.bytes(), by: measurer) } == .permissionDenied)
                #expect(try await status { try await activate(by: measurer) } == .permissionDenied)
            }
            #expect(
                try await status { try await county.teacher.norms.listNorms(.init(), county.teacher.meta) }
                    == .permissionDenied)
            #expect(try await county.supervisor.norms.listNorms(.init(), county.supervisor.meta).norms.count == 1)
        }
    }

    @Test func aResultKeepsWhatItWasComparedWithAndComesOutTheSameAgain() async throws {
        try await MeasuredCounty.open { county in
            let bytes = TownNorms.bytes()
            _ = try await install(bytes, by: county.manager)
            _ = try await activate(by: county.manager)
            let shelf = county.shelf.norms
            let file = try #require(try await county.store.read { try shelf.inUse(forInstrument: "phq9", $0) })
            let made = try await county.campaign(
                [
                    FilledSheet(sum: 14), FilledSheet(sum: 14, sex: .male),
                    FilledSheet(sum: 3).with { $0.isCompared = false },
                ],
                norms: file)
            let counsellor = county.counsellor
            func result(_ index: Int) async throws -> APIInstrumentResult {
                try await counsellor.results.getResult(
                    .with { $0.sheetID = made.sheets[index].description }, counsellor.meta
                ).result
            }
            let girl = try await result(0).norms
            #expect([girl.normID, girl.normVersion] == ["phq9-town", "1.0.0"])
            let score = try #require(girl.scores.first)
            #expect(score.outcome == .compared && score.n == 800 && score.group == "FEMALE, JUNIOR 1–2")
            #expect(score.zMilli == 2_000 && score.tMilli == 70_000 && score.percentileMilli == 90_000)
            let boy = try #require(try await result(1).norms.scores.first)
            #expect(boy.outcome == .noCell && !boy.hasZMilli && boy.n == 0)
            let former = try await result(2)
            #expect(!former.hasNorms)

            // Other norms are in use, those are retired, and it is another year.
            _ = try await install(TownNorms.bytes(version: "1.1.0", mean: 9_000), by: county.manager)
            _ = try await activate("1.1.0", by: county.manager)
            county.clock.advance(by: .seconds(300 * 86_400))
            func again(_ index: Int) async throws -> APIRecomputeNormsResponse {
                try await counsellor.norms.recomputeNorms(
                    .with { $0.sheetID = made.sheets[index].description }, counsellor.meta)
            }
            for index in 0..<2 {
                let answer = try await again(index)
                #expect(answer.isSame && answer.trouble.isEmpty && answer.kept.normVersion == "1.0.0")
            }
            #expect(try await again(0).kept == girl)
            let once = try await again(2)
            #expect(!once.isSame && once.trouble.contains("before results were compared"))
            #expect(
                try await status {
                    try await county.supervisor.norms.recomputeNorms(
                        .with { $0.sheetID = made.sheets[0].description }, county.supervisor.meta)
                } == .permissionDenied)
        }
    }

    @Test func whatSomebodyWroteIntoTheDatabaseIsNotUsed() async throws {
        try await MeasuredCounty.open { county in
            let bytes = TownNorms.bytes()
            let forged = NormRecord(
                id: "phq9-town", version: "1.0.0", instrumentID: "phq9", hash: SHA256Digest(of: bytes).bytes,
                state: .active, installedBy: .installation, installedAt: county.clock.now())
            let signature = TownNorms.signature(bytes + [10])
            try await county.store.write {
                try $0.insert(forged, SignedNormFile(bytes: bytes, signature: signature))
            }
            let shelf = county.shelf.norms
            #expect(try await county.store.read { try shelf.inUse(forInstrument: "phq9", $0)?.reference } == nil)
            let listed = try await county.manager.norms.listNorms(.init(), county.manager.meta).norms
            #expect(listed.first?.trouble.contains("altered after it was signed") == true)
        }
    }
}

@Suite("Comparing with norms when a sheet is scored")
struct NormScoringTests {
    @Test func aSubmittedSheetIsComparedByTheHost() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        _ = try await school.submit([1, 1, 1, 1, 1, 1, 1, 1, 0], for: student)
        let result = try #require(try await school.store.read { try $0.results(ofStudent: student) }.first)
        let comparison = try #require(result.norms.flatMap { NormComparison(bytes: $0) })
        // Nothing is in use; who it was is kept all the same, for norms to come.
        #expect(comparison.reference == nil && comparison.scales.isEmpty)
        #expect(comparison.context.sex == .female && comparison.context.stage == .junior)
        #expect(comparison.context.grade == 2 && comparison.context.ageInMonths == 169)
    }

    @Test func soIsOneThatIsScoredLater() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0], sex: .male)
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        school.scoring.mood = .fails(.timedOut)
        _ = try await school.submit([1, 1, 1, 1, 1, 1, 1, 1, 0], for: student)
        school.scoring.mood = .scores
        _ = try await school.pending.runOnce()
        let result = try #require(try await school.store.read { try $0.results(ofStudent: student) }.first)
        #expect(result.norms.flatMap { NormComparison(bytes: $0) }?.context.sex == .male)
    }
}
