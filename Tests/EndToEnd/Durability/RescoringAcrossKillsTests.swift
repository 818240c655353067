import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("A campaign is scored again across kills")
    struct RescoringAcrossKillsTests {
        @Test(
            "kill -9 in the middle of scoring and of adopting: it goes on by itself, once for each sheet, and the log verifies"
        )
        func kills() async throws {
            let host = try await DaemonHost.make()
            let first = try await blocking { try LateInstrument(.crash, .first, trustedBy: host) }
            let second = try await blocking { try LateInstrument(.crash, .second, trustedBy: host) }
            try await host.start()
            var client = try await host.client()
            let school = try await SampleSchool.open(client, roster: .made(600), instruments: []) { client, manager in
                try await SchoolBuilder(client).install("late", from: first.folder.path, as: manager)
                return ["late"]
            }
            // None of them is the sheet that the instrument stumbles over.
            let submissions = Submission.all(in: school).filter {
                Array($0.values.prefix(8)) != Array(LateInstrument.poison.prefix(8))
            }
            try await SubmissionStream(submissions).run(on: host)
            _ = try await CampaignServiceClient(client).closeCampaign(
                .with { $0.campaignID = school.campaign }, school.counsellor.meta)
            _ = try await SchoolBuilder(client).offer("late", from: second.folder.path, as: school.manager)

            // One that is over before the kill is no proof: another one then.
            var id = ""
            var wasKilledInTheMiddle = false
            for _ in 0..<10 where !wasKilledInTheMiddle {
                if !id.isEmpty { try await reject(id, school, client) }
                id = try await start(school, client)
                wasKilledInTheMiddle = try await kill(host, watching: id, in: school, client) {
                    $0.state == .running && $0.sheetsDone > 0
                }
                try await host.start()
                client = try await host.client()
                try await rests(id, in: school, client, as: .ready)
            }
            #expect(wasKilledInTheMiddle)

            let found = try await RescoringServiceClient(client).getRescoring(
                .with {
                    $0.campaignID = school.campaign
                    $0.rescoringID = id
                }, school.counsellor.meta)
            // Counted here from the answers, and not by any code of the daemon's.
            let sums = submissions.map { $0.values.reduce(0, +) }
            let newlyCritical = submissions.filter { $0.values[0] == 3 }
            #expect(found.rescoring.progress.sheetsDone == UInt64(submissions.count))
            #expect(found.rescoring.progress.sheetsWithoutScore == 0)
            #expect(found.difference.compared.value == UInt64(submissions.count))
            #expect(found.difference.scales.first?.bandUp.value == UInt64(sums.count { (8...9).contains($0) }))
            #expect(found.difference.scales.first?.bandDown.value == 0)
            #expect(found.difference.newCriticalItems.value == UInt64(newlyCritical.count))

            // Adopted; killed again.
            _ = try await RescoringServiceClient(client).adoptRescoring(
                .with {
                    $0.campaignID = school.campaign
                    $0.rescoringID = id
                }, school.counsellor.meta)
            host.kill()
            try await host.start()
            client = try await host.client()
            try await rests(id, in: school, client, as: .adopted)
            for submission in submissions.prefix(40) + submissions.suffix(10) {
                let result = try await ResultServiceClient(client).getResult(
                    .with { $0.sheetID = submission.sheet }, school.counsellor.meta(purpose: "proof")
                ).result
                #expect(result.instrumentVersion == "1.1.0")
                #expect(result.scales.first?.rawMilli == submission.values.reduce(0, +) * 1_000)
                let all = try await ResultServiceClient(client).listResults(
                    .with { $0.studentID = result.studentID }, school.counsellor.meta(purpose: "proof")
                ).results
                #expect(all.map(\.instrumentVersion) == ["1.1.0", "1.0.0"])
            }
            try await AccessLog(host: host, client: client, officer: school.officer).expectVerified()
            #expect(try await host.stop() == .exited(0))
        }

        private func start(_ school: SampleSchool, _ client: RPCClient) async throws -> String {
            try await RescoringServiceClient(client).startRescoring(
                .with {
                    $0.campaignID = school.campaign
                    $0.instrumentID = "late"
                    $0.version = "1.1.0"
                }, school.counsellor.meta
            ).rescoring.id
        }

        private func reject(_ id: String, _ school: SampleSchool, _ client: RPCClient) async throws {
            _ = try await RescoringServiceClient(client).rejectRescoring(
                .with {
                    $0.campaignID = school.campaign
                    $0.rescoringID = id
                }, school.counsellor.meta)
        }

        /// Whether the kill came before it had come to rest.
        private func kill(
            _ host: DaemonHost, watching id: String, in school: SampleSchool, _ client: RPCClient,
            when isTime: (APIRescoringProgress) -> Bool
        ) async throws -> Bool {
            var isInTheMiddle = false
            let progress = RescoringServiceClient(client).watchRescoring(
                .with {
                    $0.campaignID = school.campaign
                    $0.rescoringID = id
                }, school.counsellor.meta)
            for try await step in progress where isTime(step) {
                isInTheMiddle = true
                break
            }
            host.kill()
            return isInTheMiddle
        }

        private func rests(
            _ id: String, in school: SampleSchool, _ client: RPCClient, as state: APIRescoringState
        ) async throws {
            try await eventually("the re-scoring is \(state)", within: .seconds(60)) {
                try await RescoringServiceClient(client).listRescorings(
                    .with { $0.campaignID = school.campaign }, school.counsellor.meta
                ).rescorings.first { $0.id == id }?.state == state
            }
        }
    }
}
