import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("Plugins that make trouble")
    struct TroubledPluginTests {
        @Test(
            "One that turns bad after its checks is contained: sheets stay, warnings come, it is suspended, the manager is told",
            arguments: LateInstrument.Trouble.allCases)
        func turnsBad(trouble: LateInstrument.Trouble) async throws {
            let host = try await DaemonHost.make()
            let late = try await blocking { try LateInstrument(trouble, trustedBy: host) }
            try await host.start()
            let client = try await host.client()
            let school = try await SampleSchool.open(client, roster: .demo(first: 6), instruments: []) {
                client, manager in
                try await SchoolBuilder(client).install("late", from: late.folder.path, as: manager)
                return ["late"]
            }
            let sheets = SheetServiceClient(client)
            func submit(_ pupil: SampleSchool.Pupil, _ values: [Int32]) async throws {
                let receipt = try await sheets.submitSheet(
                    .with {
                        $0.sheetID = pupil.sheets.first?.id ?? ""
                        $0.values = values
                    }, pupil.visitor.meta)
                #expect(receipt.hasSubmittedAt && !receipt.feedback.isEmpty)
            }
            func state(_ pupil: SampleSchool.Pupil) async throws -> APISheetState? {
                try await sheets.listSheets(
                    .with {
                        $0.unitID = school.school
                        $0.campaignID = school.campaign
                    }, school.counsellor.meta
                ).sheets.first { $0.id == pupil.sheets.first?.id }?.state
            }
            // It works, until somebody marks what it does not bear.
            try await submit(school.pupils[0], LateInstrument.harmless)
            #expect(try await state(school.pupils[0]) == .scored)
            let before = host.residentMemory

            try await submit(school.pupils[1], LateInstrument.poison)
            #expect(try await state(school.pupils[1]) == .submitted)
            // The critical item is known without the plugin.
            let warnings = try await WarningServiceClient(client).listWarnings(
                .with { $0.unitID = school.school }, school.counsellor.meta
            ).warnings
            #expect(warnings.map(\.studentID) == [school.pupils[1].student])
            #expect(warnings.first?.suggestedLevel == .crisis)
            #expect(warnings.first?.fired.flatMap(\.inputs).contains { $0.contains("late.item9") } == true)

            // It is tried again and again, three times.
            let instruments = InstrumentServiceClient(client)
            func instrument() async throws -> APIInstrument {
                try await instruments.getInstrument(
                    .with {
                        $0.instrumentID = "late"
                        $0.version = "1.0.0"
                    }, school.manager.meta
                ).instrument
            }
            try await eventually("the instrument is suspended", within: .seconds(60)) {
                try await instrument().state == .suspended
            }
            let suspended = try await instrument()
            #expect(suspended.strikes == 3)
            #expect(!suspended.trouble.isEmpty)

            // Sheets are still taken, and the daemon serves on.
            try await submit(school.pupils[2], LateInstrument.harmless)
            #expect(try await state(school.pupils[2]) == .submitted)
            #expect(try await state(school.pupils[1]) == .submitted)
            let kept = try await sheets.getAnswers(
                .with { $0.sheetID = school.pupils[1].sheets.first?.id ?? "" }, school.counsellor.meta(purpose: "proof")
            )
            #expect(kept.values == LateInstrument.poison)
            #expect(try await HealthServiceClient(client).check(.init()).status == .serving)
            #expect(host.residentMemory - before < 32 << 20)
            try await AccessLog(host: host, client: client, officer: school.officer).expectVerified()

            // It is so after a restart too.
            host.kill()
            try await host.start()
            let after = try await InstrumentServiceClient(try await host.client()).getInstrument(
                .with {
                    $0.instrumentID = "late"
                    $0.version = "1.0.0"
                }, school.manager.meta
            ).instrument
            #expect(after.state == .suspended)
            #expect(after.trouble == suspended.trouble)
        }

        @Test("One that was changed after signing, or is signed by a stranger, is refused with a clear finding")
        func changed() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let client = try await host.client()
            let manager = try await SchoolBuilder(client).login("instruments", DaemonHost.firstPasswords[2])
            let folder = try BuiltPrograms.instruments.get() + "/phq9"
            func bytes(_ name: String) -> Data { FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data() }
            let parcel = APIInstallInstrumentRequest.with {
                $0.plugin = bytes("phq9.so")
                $0.manifest = bytes("manifest.json")
                $0.signature = String(decoding: bytes("phq9.so.minisig"), as: UTF8.self)
                $0.vectors = bytes("vectors.jsonl")
            }
            var changedCode = parcel
            changedCode.plugin[changedCode.plugin.count / 2] ^= 1
            var changedManifest = parcel
            changedManifest.manifest.append(0x20)
            var changedComment = parcel
            changedComment.signature = parcel.signature.replacingOccurrences(of: "version=1", with: "version=9")
            let stranger = try await blocking { () throws -> String in
                let keys = try ShortFolder()
                _ = try RunProgram.run(["minisign", "-G", "-f", "-W", "-p", keys.file("p"), "-s", keys.file("s")])
                let hash = try RunProgram.run(["b2sum", "-l", "256", "\(folder)/manifest.json"]).output.prefix(64)
                _ = try RunProgram.run([
                    "minisign", "-S", "-s", keys.file("s"), "-m", "\(folder)/phq9.so", "-x", keys.file("sig"), "-t",
                    "xinyu-instrument id=phq9 version=1.0.0 abi=1 manifest=\(hash)",
                ])
                return try String(contentsOfFile: keys.file("sig"), encoding: .utf8)
            }
            var strange = parcel
            strange.signature = stranger

            let service = InstrumentServiceClient(client)
            for offered in [changedCode, changedManifest, changedComment, strange] {
                let response = try await service.installInstrument(offered, manager.meta)
                #expect(!response.hasInstrument)
                #expect(
                    response.findings.contains { $0.isError && $0.place == "signature" && !$0.text.isEmpty },
                    "\(response.findings)")
            }
            #expect(try await service.listInstruments(.init(), manager.meta).instruments.isEmpty)
            // As it is, it is taken.
            #expect(try await service.installInstrument(parcel, manager.meta).hasInstrument)
        }
    }
}
