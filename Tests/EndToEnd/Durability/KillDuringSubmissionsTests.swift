import Domain
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("kill -9 during a stream of submissions")
    struct KillDuringSubmissionsTests {
        @Test("Acknowledged sheets are there once, others whole or absent, and the log verifies")
        func kill() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let school = try await SampleSchool.open(
                try await host.client(), roster: .demo(first: 150), instruments: ["phq9", "gad7"])
            var left = Submission.all(in: school)
            #expect(left.count == 300)
            var acknowledged: [Submission] = []

            for round in 0..<4 {
                let stream = SubmissionStream(left) { if $0 == 23 + 11 * round { host.kill() } }
                try await stream.run(on: host)
                #expect(stream.acknowledged.count < left.count)
                acknowledged += stream.acknowledged
                let done = Set(stream.acknowledged.map(\.sheet))
                left.removeAll { done.contains($0.sheet) }
                try await host.start()
                try await expectKept(acknowledged, left, in: school, on: host)
            }

            // What was lost is simply sent again; what was kept without a receipt gets one now.
            let rest = SubmissionStream(left)
            try await rest.run(on: host)
            #expect(rest.acknowledged.count == left.count)
            try await expectKept(acknowledged + left, [], in: school, on: host)
            // Each left one record, however often it was sent.
            let log = AccessLog(host: host, client: try await host.client(), officer: school.officer)
            let counted = try await log.records(method: "xinyu.v1.SheetService/SubmitSheet", outcome: "OK")
                .reduce(0) { $0 + ($1.counts["sheets"] ?? 0) }
            #expect(counted == 300)
            try await log.expectVerified()
            #expect(try await host.stop() == .exited(0))
        }

        private func expectKept(
            _ acknowledged: [Submission], _ others: [Submission], in school: SampleSchool, on host: DaemonHost
        ) async throws {
            let client = try await host.client()
            let sheets = SheetServiceClient(client)
            var states: [String: APISheetState] = [:]
            var page = ""
            repeat {
                let response = try await sheets.listSheets(
                    .with {
                        $0.unitID = school.school
                        $0.campaignID = school.campaign
                        $0.page.token = page
                    }, school.counsellor.meta)
                for sheet in response.sheets { #expect(states.updateValue(sheet.state, forKey: sheet.id) == nil) }
                page = response.nextPage
            } while !page.isEmpty
            #expect(states.count == 300)

            func kept(_ submission: Submission) async throws -> [Int32] {
                try await sheets.getAnswers(
                    .with { $0.sheetID = submission.sheet }, school.counsellor.meta(purpose: "proof")
                ).values
            }
            for submission in acknowledged {
                #expect(states[submission.sheet] == .scored || states[submission.sheet] == .submitted)
                #expect(try await kept(submission) == submission.values)
            }
            for submission in others {
                let values = try await kept(submission)
                let isThere = states[submission.sheet] != .started
                #expect(values == (isThere ? submission.values : []))
            }
            try await AccessLog(host: host, client: client, officer: school.officer).expectVerified()
        }
    }
}
