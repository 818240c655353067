import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    /// Norms from an empty file to a compared result, with the stock `minisign`, the real daemon and its sandbox.
    @Suite("Norms", .enabled(if: RunProgram.isPresent("minisign")))
    struct NormCommandTests {
        private static let norms = """
            {"schema":1,"id":"phq9-all","version":"1.0.0","instrument":"phq9","instrumentVersions":["1.0.0"],
            "names":{"zh":"试验常模","en":"Trial"},"population":{"zh":"虚构","en":"made up"},"year":2025,
            "source":"made up for a test","tables":[{"scale":"total","score":"RAW","tScore":"LINEAR",
            "cells":[{"n":1000,"mean":6000,"standardDeviation":4000}]}]}
            """

        /// A key that the installation trusts.
        private func key(_ host: DaemonHost) async throws -> String {
            let (publicKey, secretKey) = (host.trustedKeys + "/norms.pub", host.folder.file("norms.key"))
            let made = try await blocking {
                try RunProgram.run(["minisign", "-G", "-f", "-W", "-p", publicKey, "-s", secretKey])
            }
            #expect(made.status == 0, "\(made.errors)")
            return secretKey
        }

        @Test("From a file to a compared result, by the commands that people have")
        func wholeWay() async throws {
            let host = try await DaemonHost.make()
            let secretKey = try await key(host)
            try await host.start()
            let client = try await host.client()
            let file = host.folder.file("norms.json")
            try Self.norms.write(toFile: file, atomically: true, encoding: .utf8)
            let instruments = try BuiltPrograms.instruments.get()
            let check = ["norms", "check", file, "--instruments", instruments]
            let unsigned = try await host.xinyu(check)
            #expect(unsigned.status == 0 && unsigned.output.contains("phq9-all 1.0.0 is sound"), "\(unsigned.errors)")
            let signed = try await host.xinyu(["norms", "sign", file, "--secret-key", secretKey])
            #expect(signed.status == 0, "\(signed.errors)")

            let school = try await SampleSchool.open(client, roster: try Roster.demo(first: 20)) { _, manager in
                let norms = NormServiceClient(client)
                let answer = try await norms.installNorms(
                    .with {
                        $0.file = FileManager.default.contents(atPath: file) ?? Data()
                        $0.signature = (try? String(contentsOfFile: file + ".minisig", encoding: .utf8)) ?? ""
                    }, manager.meta)
                #expect(answer.findings.isEmpty && answer.norms.state == .installed, "\(answer.findings)")
                _ = try await norms.activateNorms(
                    .with {
                        $0.normID = "phq9-all"
                        $0.version = "1.0.0"
                    }, manager.meta)
                return []
            }
            let pupil = try #require(school.pupils.first)
            let sheet = try #require(pupil.sheets.first)
            _ = try await SheetServiceClient(client).submitSheet(
                .with {
                    $0.sheetID = sheet.id
                    $0.values = [2, 2, 2, 2, 2, 2, 2, 0, 0]
                }, pupil.visitor.meta)
            let meta = school.counsellor.meta(purpose: "test")
            let result = try await ResultServiceClient(client).getResult(.with { $0.sheetID = sheet.id }, meta).result
            let score = try #require(result.norms.scores.first)
            #expect(score.outcome == .compared && score.zMilli == 2_000 && score.tMilli == 70_000 && score.n == 1_000)
            let again = try await NormServiceClient(client).recomputeNorms(.with { $0.sheetID = sheet.id }, meta)
            #expect(again.isSame && again.kept == result.norms)

            // Figures wait for the campaign's end, and then for ten sheets.
            let figures = PsychometricsServiceClient(client)
            func distribution() async throws -> APIGetDistributionResponse {
                try await figures.getDistribution(
                    .with {
                        $0.unitID = school.school
                        $0.instrumentID = "phq9"
                    }, meta)
            }
            await #expect(throws: RPCError.self) { try await distribution() }
            _ = try await CampaignServiceClient(client).closeCampaign(.with { $0.campaignID = school.campaign }, meta)
            let told = try await distribution()
            #expect(told.basis.smallCampaigns == 1 && told.scales.allSatisfy { $0.groups.isEmpty })
        }

        @Test("Installed, taken into use, listed and retired; an altered file is refused, and a check says why")
        func commands() async throws {
            let host = try await DaemonHost.make()
            let secretKey = try await key(host)
            try await host.start()
            let own = "the manager's own one"
            let login = try await host.xinyu(
                ["login", "instruments"], input: "\(DaemonHost.firstPasswords[2])\n\(own)\n")
            #expect(login.status == 0, "\(login.errors)")
            let instruments = try BuiltPrograms.instruments.get()
            #expect(try await host.xinyu(["instrument", "install", instruments + "/phq9"]).status == 0)
            let file = host.folder.file("norms.json")
            try Self.norms.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await host.xinyu(["norms", "sign", file, "--secret-key", secretKey]).status == 0)
            let installed = try await host.xinyu(["norms", "install", file])
            #expect(installed.status == 0 && installed.output == "phq9-all 1.0.0\n", "\(installed.errors)")
            #expect(try await host.xinyu(["norms", "activate", "phq9-all", "1.0.0"]).status == 0)
            let list = try await host.xinyu(["norms", "list"])
            #expect(list.output.contains("in use") && list.output.contains("Trial"))
            let shown = try await host.xinyu(["norms", "show", "phq9-all"])
            #expect(shown.output == Self.norms)
            #expect(try await host.xinyu(["norms", "retire", "phq9-all", "1.0.0"]).status == 0)
            let none = try await host.xinyu(["psychometrics", "items", "--instrument", "phq9"])
            #expect(none.status == 1 && none.errors.contains("no campaign that asked with phq9 is closed"))

            let altered = Self.norms.replacing("\"mean\":6000", with: "\"mean\":60000")
            try altered.write(toFile: file, atomically: true, encoding: .utf8)
            let refused = try await host.xinyu(["norms", "install", file])
            #expect(refused.status == 1 && refused.errors.contains("signature"), "\(refused.errors)")
            let check = try await host.xinyu(["norms", "check", file, "--instruments", instruments])
            #expect(check.status == 1)
            #expect(check.errors.contains("is it in thousandths?") && check.errors.contains("signature:"))
        }
    }
}
